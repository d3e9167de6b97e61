// What a button says stays readable under the pointer: a weight that fills its button fills it there too.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const css = readFileSync(fileURLToPath(new URL('../../renderer/parts/Button.module.css', import.meta.url)), 'utf8')

test.each(
  [...css.matchAll(/^\.(\w+) \{[^}]*background: var\(--(\w+)\)/gm)].map(([, weight, fill]) => ({ weight, fill })),
)('a button of the weight $weight has its fill under the pointer', ({ weight, fill }) => {
  const ground = weight === 'button' ? 'hover' : fill
  expect(css).toMatch(new RegExp(`\\.${weight}:hover:not\\(:disabled\\) \\{\\s*background: [^;]*var\\(--${ground}\\)`))
})
