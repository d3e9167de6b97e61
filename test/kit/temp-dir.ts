// A folder that is there while the test runs and gone afterwards.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** In a test: removed when the test ends. In a hook: removed when the process ends. */
export const tempDir = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'parley-test-'))
  const remove = () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 })
  try {
    onTestFinished(remove)
  } catch {
    process.on('exit', remove)
  }
  return dir
}
