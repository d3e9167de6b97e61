// Text with {{FEEL}} in it, filled in: as it is, inside JSON, or inside an address, each with the escaping that the place needs.
import type { Variables } from '../../services/process-interpreter.ts'
import { feel, feelFault } from './feel.ts'

interface Part {
  /** What stands before the expression. */
  readonly text: string
  /** Null: the end of the template. */
  readonly expression: string | null
}

const partsOf = (template: string): readonly Part[] => {
  const parts: Part[] = []
  let from = 0
  for (const match of template.matchAll(/\{\{([\s\S]*?)\}\}/g)) {
    parts.push({ text: template.slice(from, match.index), expression: match[1] ?? '' })
    from = match.index + match[0].length
  }
  return [...parts, { text: template.slice(from), expression: null }]
}

export const expressionsIn = (template: string): readonly string[] =>
  partsOf(template).flatMap(({ expression }) => (expression === null ? [] : [expression]))

/** In words that follow the field's name; null: nothing is wrong. */
export const templateFault = (template: string): string | null => {
  for (const expression of expressionsIn(template)) {
    const fault = feelFault(expression)
    if (fault !== null) return `{{${expression.trim()}}} ${fault}`
  }
  return null
}

export const fill = (template: string, known: Variables): string =>
  partsOf(template)
    .map(({ text, expression }) => (expression === null ? text : text + inText(feel(expression, known))))
    .join('')

/** Values inside of a string of the JSON are escaped for it; elsewhere they stand as JSON of their own. Other templates: as `fill`. */
export const fillJson = (template: string, known: Variables): string => {
  if (!/^\s*[{[]/.test(template)) return fill(template, known)
  let quoted = false
  return partsOf(template)
    .map(({ text, expression }) => {
      quoted = endsQuoted(text, quoted)
      if (expression === null) return text
      const value = feel(expression, known)
      return text + (quoted ? JSON.stringify(inText(value)).slice(1, -1) : JSON.stringify(value))
    })
    .join('')
}

/** What is filled in cannot lead out of its place in the address; at the very beginning it may be the address. */
export const fillAddress = (template: string, known: Variables): string =>
  partsOf(template)
    .map(({ text, expression }, i) => {
      if (expression === null) return text
      const value = inText(feel(expression, known))
      return text + (i === 0 && text.trim() === '' ? value : encodeURIComponent(value))
    })
    .join('')

const endsQuoted = (text: string, before: boolean): boolean => {
  let quoted = before
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\' && quoted) i++
    else if (text[i] === '"') quoted = !quoted
  }
  return quoted
}

const inText = (value: unknown): string => {
  if (value === null) return ''
  if (Array.isArray(value)) return value.map(inText).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
