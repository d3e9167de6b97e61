// FEEL, the only language of diagrams: evaluated by feelin, which knows no JavaScript; its answers as plain JSON.
import { evaluate, parseExpression } from 'feelin'
import type { Variables } from '../../services/process-interpreter.ts'

/** A leading "=", as other modelers write it, means nothing here. */
const bare = (expression: string): string => expression.trim().replace(/^=/, '').trim()

/** What cannot be worked out is null. Throws when the expression is not FEEL. */
export const feel = (expression: string, known: Variables): unknown =>
  plain(evaluate(bare(expression), { ...known }).value)

/** FEEL's dates and durations as their text; what JSON does not know as null. */
const plain = (value: unknown): unknown => {
  if (value === null || value === undefined || typeof value === 'function') return null
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object') return null
  if ('iso' in value && typeof value.iso === 'string' && 'toJSON' in value) return String(value)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return null
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]))
}

/** What is wrong with how it is written, in words that follow "the condition"; null: nothing. */
export const feelFault = (expression: string): string | null => {
  const text = bare(expression)
  if (text === '') return 'is empty'
  if (/^\$\{/.test(text)) return 'is written in another language; write it in FEEL, such as amount > 100'
  const faults: number[] = []
  parseExpression(text, {}, undefined).iterate({
    enter: node => (node.type.isError ? void faults.push(node.from) : undefined),
  })
  return faults[0] === undefined
    ? null
    : `is not FEEL near "${text.slice(faults[0], faults[0] + 20) || text.slice(-20)}"`
}

/** Names that it reads and that nothing gives. Those bound inside of it (for, some, every, function) cannot be told apart, so it is left alone. */
export const unknownNames = (expression: string, known: ReadonlySet<string>): readonly string[] => {
  const text = bare(expression)
  if (/\b(for|some|every|function|filter)\b|\{|\[/.test(text)) return []
  const names = new Set<string>()
  parseExpression(text, {}, undefined).iterate({
    enter: node => {
      if (node.name === 'VariableName') names.add(text.slice(node.from, node.to))
    },
  })
  return [...names].filter(name => !known.has(name) && !builtIn(name))
}

/** A function of FEEL's own evaluates to something by itself. */
const builtIn = (name: string): boolean => evaluate(name, {}).value !== null
