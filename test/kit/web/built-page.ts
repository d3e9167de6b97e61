// Builds the customer's page for a test, with the very command that page/build.md gives.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Resolves when the folder holds the page. */
export const buildPage = async (folder: string): Promise<void> => {
  const note = await readFile(path.join(root, 'main/channels/web/page/build.md'), 'utf8')
  const command = /^ {4}esbuild (.+)$/m.exec(note)?.[1]
  if (!command) throw new Error('page/build.md names no command')
  const args = command.split(' ').map(part => (part.startsWith('--outdir=') ? `--outdir=${folder}` : part))
  await promisify(execFile)(path.join(root, 'node_modules/.bin/esbuild'), args, { cwd: root })
}
