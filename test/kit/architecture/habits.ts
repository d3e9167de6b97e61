// What every file keeps to, whatever it imports: how it opens, how long it may be, where time and chance come from.
import type { SourceFile } from './source-file.ts'

export const mostLines = 300

export const withoutOpening = (files: readonly SourceFile[]): readonly string[] =>
  files
    .filter(file => file.opening === '')
    .map(file => `${file.path} does not begin with a comment that says what it is for`)

/** `known`: files that may be longer, with the lines they may have at most. */
export const tooLong = (files: readonly SourceFile[], known: Readonly<Record<string, number>>): readonly string[] =>
  files
    .filter(file => file.lines > (known[file.path] ?? mostLines))
    .map(file => `${file.path} has ${file.lines} lines, and may have ${known[file.path] ?? mostLines}`)

export const ownClocks = (files: readonly SourceFile[]): readonly string[] =>
  files
    .filter(file => /^main\/(domain|services)\//.test(file.path))
    .flatMap(file =>
      file.timeAndChance.map(({ what, line }) => `${file.path}:${line} asks ${what}: time and chance are arguments`),
    )

export const leftOutTests = (files: readonly SourceFile[]): readonly string[] =>
  files.flatMap(file => file.leftOut.map(({ what, line }) => `${file.path}:${line} leaves tests out with ${what}`))
