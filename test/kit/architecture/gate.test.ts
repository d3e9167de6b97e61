// The architecture test can fail: small houses made up here, each with one thing wrong, and the sentence that names it.
import { describe, expect, test } from 'vitest'
import { importCircles } from './cycles.ts'
import { leftOutTests, ownClocks, tooLong, withoutOpening } from './habits.ts'
import { forbiddenImports } from './layers.ts'
import { readSourceFile } from './source-file.ts'

const aHouse = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([path, code]) => readSourceFile(path, code))

/** Objections to one import in one file, in a house where everything is there. */
const objections = (path: string, code: string) => forbiddenImports(aHouse({ [path]: code }), () => true)

describe('imports', () => {
  test.each([
    ['main/domain/chat.ts', '../services/router.ts'],
    ['main/domain/chat.ts', 'zod'],
    ['main/domain/chat.ts', 'node:crypto'],
    ['main/domain/chat.ts', 'fs'],
    ['main/services/router.ts', '../storage/sqlite-store.ts'],
    ['main/services/router.ts', '../channels/telegram/api.ts'],
    ['main/services/router.ts', '../channels/messaging-service.ts'],
    ['main/services/router.ts', '../wire/wire.ts'],
    ['main/services/router.ts', '../../preload/contract.ts'],
    ['main/services/router.ts', 'kysely'],
    ['main/services/router.ts', 'node:timers'],
    ['main/storage/sqlite-store.ts', '../channels/telegram/api.ts'],
    ['main/storage/sqlite-store.ts', '../services/router.ts'],
    ['main/storage/sqlite-store.ts', 'grammy'],
    ['main/channels/telegram/api.ts', '../web/seal.ts'],
    ['main/channels/telegram/poll/poll-loop.ts', '../../web/door/limits.ts'],
    ['main/channels/telegram/api.ts', '../../storage/store.ts'],
    ['main/channels/telegram/api.ts', '../../services/router.ts'],
    ['main/channels/underway.ts', './telegram/api.ts'],
    ['main/channels/web/page/chat.tsx', 'node:http'],
    ['main/channels/web/page/chat.tsx', '../seal.ts'],
    ['main/channels/web/page/chat.tsx', 'react'],
    ['main/wire/wire.ts', '../storage/sqlite-store.ts'],
    ['main/wire/wire.ts', '../hub/hub.ts'],
    ['main/wire/wire.ts', '../workstation.ts'],
    ['main/hub/hub.ts', '../../renderer/main.tsx'],
    ['main/hub/hub.ts', '../../test/kit/office.ts'],
    ['main/hub/hub.ts', 'electron'],
    ['main/workstation.ts', 'electron'],
    ['preload/contract.ts', '../main/services/verbs.ts'],
    ['preload/contract.ts', 'node:path'],
    ['preload/socket.ts', 'electron'],
    ['preload/socket.ts', '../test/kit/until.ts'],
    ['renderer/main.tsx', '../main/services/verbs.ts'],
    ['renderer/panel/Panel.tsx', '../../preload/bridge.ts'],
    ['renderer/panel/Panel.tsx', '../../preload/contract.ts'],
    ['renderer/panel/Panel.tsx', '../../test/kit/until.ts'],
    ['renderer/panel/Panel.tsx', 'node:path'],
    ['renderer/panel/Panel.tsx', 'electron'],
    ['test/e2e/crash.test.ts', '../../elsewhere/thing.ts'],
  ])('%s must not import %s', (path, specifier) => {
    const found = objections(path, `import { thing } from '${specifier}'`)
    expect(found).toEqual([expect.stringContaining(`${path}:1 m`)])
  })

  test.each([
    ['main/domain/chat.ts', './ids.ts'],
    ['main/services/router.ts', '../storage/store.ts'],
    ['main/services/router.ts', '../channels/channel.ts'],
    ['main/storage/tables/chats.ts', '../dialects/sqlite.ts'],
    ['main/storage/sqlite-store.ts', 'node:fs'],
    ['main/channels/telegram/poll/poll-loop.ts', '../api.ts'],
    ['main/channels/telegram/api.ts', '../underway.ts'],
    ['main/channels/telegram/api.ts', 'grammy'],
    ['main/channels/registry.ts', './telegram/connector.ts'],
    ['main/wire/wire.ts', '../../preload/contract.ts'],
    ['main/hub/hub.ts', '../channels/web/connector.ts'],
    ['main/workstation.ts', './services/router.ts'],
    ['main/desktop/main.ts', 'electron'],
    ['preload/bridge.ts', 'electron'],
    ['preload/views.ts', '../main/domain/ids.ts'],
    ['renderer/main.tsx', '../preload/socket.ts'],
    ['renderer/panel/Panel.tsx', '../../main/domain/chat.ts'],
    ['renderer/panel/Panel.tsx', './Panel.module.css'],
    ['test/e2e/crash.test.ts', '../../main/hub/hub.ts'],
  ])('%s may import %s', (path, specifier) => {
    expect(objections(path, `import { thing } from '${specifier}'`)).toEqual([])
  })

  test('types count too, except where only they may be had', () => {
    expect(objections('main/domain/a.ts', `import type { A } from '../services/a.ts'`)).toHaveLength(1)
    expect(objections('renderer/a.ts', `import type { A } from '../preload/contract.ts'`)).toEqual([])
    expect(objections('renderer/a.ts', `import { type A, b } from '../preload/contract.ts'`)).toEqual([
      'renderer/a.ts:1 may import types only from preload/contract.ts',
    ])
  })

  test.each([
    [`export { a } from '../wire/a.ts'`],
    [`export * from '../wire/a.ts'`],
    [`export type { A } from '../wire/a.ts'`],
    [`import '../wire/a.ts'`],
    [`const a = await import('../wire/a.ts')`],
    [`let a: import('../wire/a.ts').A`],
    [`const a = require('../wire/a.ts')`],
  ])('%s is an import', code => {
    expect(objections('main/domain/a.ts', `// What it is for.\n${code}`)).toEqual([
      'main/domain/a.ts:2 must not import main/wire/a.ts',
    ])
  })

  test.each([
    [`// import a from '../wire/a.ts'`],
    [`/* export * from '../wire/a.ts' */`],
    [`const words = "import a from '../wire/a.ts'"`],
    ["const words = `import('../wire/a.ts')`"],
  ])('%s is none', code => {
    expect(objections('main/domain/a.ts', code)).toEqual([])
  })

  test('that lead nowhere are named', () => {
    const [file] = aHouse({ 'main/domain/a.ts': `import { b } from './b.ts'` })
    expect(forbiddenImports(file ? [file] : [], () => false)).toEqual([
      'main/domain/a.ts:1 imports main/domain/b.ts, which is not there',
    ])
  })

  test('a folder that nobody has thought about is named', () => {
    expect(objections('plugins/a.ts', '')).toEqual([expect.stringContaining('plugins/a.ts is in no layer')])
  })
})

describe('circles', () => {
  const circle = aHouse({
    'a.ts': `import { b } from './b.ts'`,
    'b.ts': `import { c } from './c.ts'\nimport { d } from './d.ts'`,
    'c.ts': `import type { A } from './a.ts'`,
    'd.ts': `import { e } from './e.ts'`,
    'e.ts': '',
  })

  test('are found and named in order', () => {
    expect(importCircles(circle, 'all')).toEqual(['a.ts -> b.ts -> c.ts'])
  })

  test('of types are gone when it runs', () => {
    expect(importCircles(circle, 'running')).toEqual([])
    const running = aHouse({ 'a.ts': `import { b } from './b.ts'`, 'b.ts': `import { a } from './a.ts'` })
    expect(importCircles(running, 'running')).toEqual(['a.ts -> b.ts'])
  })

  test('are found where there are several, and in a file that imports itself', () => {
    const files = aHouse({
      'a.ts': `import { b } from './b.ts'`,
      'b.ts': `import { a } from './a.ts'\nimport { c } from './c.ts'`,
      'c.ts': `import { d } from './d.ts'`,
      'd.ts': `import { c } from './c.ts'`,
      'e.ts': `import { e } from './e.ts'`,
    })
    expect(importCircles(files, 'all')).toEqual(['a.ts -> b.ts', 'c.ts -> d.ts', 'e.ts'])
  })
})

describe('habits', () => {
  test.each(['Date.now()', 'new Date()', 'Math.random()', 'setTimeout(f, 5)'])('%s in domain and services', code => {
    for (const path of ['main/domain/a.ts', 'main/services/a.ts'])
      expect(ownClocks(aHouse({ [path]: `const a = () => ${code}` }))).toEqual([
        expect.stringContaining(`${path}:1 asks`),
      ])
    expect(ownClocks(aHouse({ 'main/machine/a.ts': `const a = () => ${code}` }))).toEqual([])
  })

  test('a date of a given instant is no clock', () => {
    expect(ownClocks(aHouse({ 'main/domain/a.ts': 'const a = (at: number) => new Date(at)' }))).toEqual([])
  })

  test('a file without an opening comment', () => {
    const files = aHouse({
      'a.ts': '// What it is for.\nconst a = 1',
      'b.ts': 'const b = 1\n// Too late.',
      'c.ts': '//\nconst c = 1',
      'd.cjs': '#!/usr/bin/env node\n// What it is for.\nconst d = 1',
      'e.ts': '/** What it is for. */\nconst e = 1',
    })
    expect(withoutOpening(files).map(sentence => sentence.split(' ')[0])).toEqual(['b.ts', 'c.ts'])
  })

  test('a file that is too long', () => {
    const lines = (count: number) => 'a()\n'.repeat(count)
    const files = aHouse({ 'a.ts': lines(300), 'b.ts': lines(301), 'c.ts': lines(350), 'd.ts': lines(351) })
    expect(tooLong(files, { 'c.ts': 350, 'd.ts': 350 })).toEqual([
      'b.ts has 301 lines, and may have 300',
      'd.ts has 351 lines, and may have 350',
    ])
  })

  test.each([
    'test.only("a", f)',
    'test.skip("a", f)',
    'it.todo("a")',
    'describe.skip("a", f)',
    'describe.only.each([1])("a", f)',
    'test.concurrent.only("a", f)',
  ])('%s', code => {
    expect(leftOutTests(aHouse({ 'a.test.ts': code }))).not.toEqual([])
  })

  test('what only looks like it', () => {
    expect(leftOutTests(aHouse({ 'a.test.ts': 'rows.skip(5); test.each([1])("only", f)' }))).toEqual([])
  })

  test('a file that cannot be parsed fails loudly', () => {
    expect(() => readSourceFile('a.ts', 'const = ')).toThrow('a.ts cannot be parsed')
  })
})
