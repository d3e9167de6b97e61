// All source files of the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSourceFile, type SourceFile } from './source-file.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const isSource = (name: string) => /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/.test(name)
/** What tests and builds leave behind. */
const isLeftover = (file: string) => /(^|\/)(node_modules|output|out|dist)\//.test(file)

export const readHouse = (): readonly SourceFile[] =>
  ['main', 'preload', 'renderer', 'test'].flatMap(folder =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map(name => path.posix.join(folder, name.split(path.sep).join('/')))
      .filter(file => isSource(file) && !isLeftover(file))
      .toSorted()
      .map(file => readSourceFile(file, readFileSync(path.join(root, file), 'utf8'))),
  )

export const isThere = (file: string): boolean => existsSync(path.join(root, file))
