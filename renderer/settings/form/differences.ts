// What differs between two states of a form, in the words of the form.
import { t } from '../../words/words.ts'
import { isSame } from './changes.ts'

export interface Difference {
  readonly caption: string
  readonly before: string
  readonly after: string
}

/** How each field is called, and how its value reads. Fields that are not named are not compared. */
export type Shown<Form> = {
  readonly [Field in keyof Form]?: {
    readonly caption: string
    readonly words?: (value: Form[Field]) => string
  }
}

export const differencesOf = <Form extends object>(before: Form, after: Form, shown: Shown<Form>): Difference[] => {
  const found: Difference[] = []
  for (const field in shown) {
    const how = shown[field]
    if (how === undefined || isSame(before[field], after[field])) continue
    const read = how.words ?? plain
    found.push({ caption: how.caption, before: read(before[field]), after: read(after[field]) })
  }
  return found
}

const longest = 120

const plain = (value: unknown): string => {
  if (typeof value === 'boolean') return t(value ? 'settings.meanwhile.on' : 'settings.meanwhile.off')
  const text = String(value).trim().replace(/\s+/gu, ' ')
  if (text === '') return t('settings.meanwhile.nothing')
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
