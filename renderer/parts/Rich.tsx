// Words with marked parts, such as "<b>accepted by {{name}}</b>": the marks come from the catalogue alone, never from a name.
import type { ReactNode } from 'react'
import { type Facts, t, type Word } from '../words/words.ts'

export interface RichProps {
  readonly word: Word
  readonly facts?: Facts
  /** What stands for each mark; it gets the text within, which is empty for <mark/>. */
  readonly marks: Readonly<Record<string, (text: string) => ReactNode>>
}

export const Rich = ({ word, facts = {}, marks }: RichProps): ReactNode => {
  // Facts are put in after the marks were found, so that a stranger's "<b>" stays text.
  const holders = Object.fromEntries(Object.keys(facts).map(name => [name, `⟦${name}⟧`]))
  const filled = (text: string) => text.replace(/⟦([^⟧]+)⟧/gu, (_, name: string) => String(facts[name] ?? ''))
  const parts: ReactNode[] = []
  let from = 0
  const text = t(word, holders)
  for (const match of text.matchAll(/<(\w+)(?:\/>|>(.*?)<\/\1>)/gu)) {
    const mark = marks[match[1] ?? '']
    if (mark === undefined) continue
    parts.push(filled(text.slice(from, match.index)), <span key={match.index}>{mark(filled(match[2] ?? ''))}</span>)
    from = match.index + match[0].length
  }
  parts.push(filled(text.slice(from)))
  return parts
}
