// One source file as the architecture test sees it: what it imports, how it opens, how long it is, and what it does that
// only some files may. Read with a real parser (oxc, which comes with Vite), so that words in strings and comments do not count.
import path from 'node:path'
import { type ESTree, parseSync, Visitor } from 'vite'

export interface Import {
  readonly specifier: string
  /** The file inside the repository that it leads to; null for packages. */
  readonly target: string | null
  /** The package, or node:...; null for files. */
  readonly source: string | null
  /** Gone when the program runs. */
  readonly isType: boolean
  readonly line: number
}

export interface Finding {
  readonly what: string
  readonly line: number
}

export interface SourceFile {
  readonly path: string
  readonly lines: number
  /** The comment with which it begins, or nothing. */
  readonly opening: string
  readonly imports: readonly Import[]
  /** Where it asks the machine for the time or for chance. */
  readonly timeAndChance: readonly Finding[]
  /** Where it tells the test runner to leave tests out. */
  readonly leftOut: readonly Finding[]
}

/** `file`: its path in the repository, with slashes. Throws when it is no TypeScript or JavaScript. */
export const readSourceFile = (file: string, code: string): SourceFile => {
  const { program, comments, errors } = parseSync(file, code)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  const lineOf = (at: number) => code.slice(0, at).split('\n').length
  const imports: Import[] = []
  const timeAndChance: Finding[] = []
  const leftOut: Finding[] = []
  const take = (literal: unknown, isType: boolean) => {
    const { value: specifier, start } = literal as { value?: unknown; start: number }
    if (typeof specifier !== 'string') return
    const target = leadsTo(file, specifier)
    imports.push({
      specifier,
      target,
      source: target === null ? packageOf(specifier) : null,
      isType,
      line: lineOf(start),
    })
  }
  new Visitor({
    ImportDeclaration: node => take(node.source, node.importKind === 'type' || allAreTypes(node.specifiers)),
    ExportNamedDeclaration: node => {
      if (node.source) take(node.source, node.exportKind === 'type')
    },
    ExportAllDeclaration: node => take(node.source, node.exportKind === 'type'),
    ImportExpression: node => take(node.source, false),
    TSImportType: node => take(node.source, true),
    CallExpression: node => {
      const name = nameOf(node.callee)
      if (name === 'require' && node.arguments[0]) take(node.arguments[0], false)
      if (clocks.has(name)) timeAndChance.push({ what: `${name}()`, line: lineOf(node.start) })
      const [suite, ...rest] = name.split('.')
      if (runners.has(suite ?? '') && rest.some(word => words.has(word)))
        leftOut.push({ what: name, line: lineOf(node.start) })
    },
    NewExpression: node => {
      if (nameOf(node.callee) === 'Date' && node.arguments.length === 0)
        timeAndChance.push({ what: 'new Date()', line: lineOf(node.start) })
    },
  }).visit(program)
  const [first] = comments
  const opensWithIt = first !== undefined && code.slice(0, first.start).replace(/^#!.*/, '').trim() === ''
  const lines = code.split('\n').length - (code.endsWith('\n') ? 1 : 0)
  return { path: file, lines, opening: opensWithIt ? first.value.trim() : '', imports, timeAndChance, leftOut }
}

const clocks = new Set(['Date', 'Date.now', 'Math.random', 'performance.now', 'setTimeout', 'setInterval'])
const runners = new Set(['test', 'it', 'describe', 'suite', 'bench'])
const words = new Set(['only', 'skip', 'todo'])

const allAreTypes = (specifiers: readonly ESTree.ImportDeclarationSpecifier[]): boolean =>
  specifiers.length > 0 && specifiers.every(one => one.type === 'ImportSpecifier' && one.importKind === 'type')

/** `a.b.c` of an expression that is nothing but names, called or not: `test.only.each([...])` is `test.only.each`. */
const nameOf = (node: ESTree.Expression | ESTree.Super): string => {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'CallExpression') return nameOf(node.callee)
  if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier')
    return `${nameOf(node.object)}.${node.property.name}`
  return ''
}

const leadsTo = (file: string, specifier: string): string | null =>
  specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, '')) : null

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
