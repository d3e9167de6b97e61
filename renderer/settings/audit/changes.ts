// What an entry of the audit says, field by field, in words: "Name: Support, then Help desk".
import { routingRules } from '../../../main/domain/queue.ts'
import { fullTime, numberOf } from '../../words/formats.ts'
import { t, type Word } from '../../words/words.ts'

type Fields = Readonly<Record<string, unknown>>

export interface FieldChange {
  readonly field: string
  /** Null: there was nothing before, as the thing was made; or there is nothing after, as it was deleted. */
  readonly before: string | null
  readonly after: string | null
}

export const changesOf = (before: Fields | null, after: Fields | null): readonly FieldChange[] => {
  const [was, is] = [leavesOf(before ?? {}), leavesOf(after ?? {})]
  const isBoth = before !== null && after !== null
  return [...new Set([...was.keys(), ...is.keys()])].flatMap(path => {
    const [old, fresh] = [was.get(path) ?? null, is.get(path) ?? null]
    if (JSON.stringify(old) === JSON.stringify(fresh)) return []
    // Of a whole thing, what is empty says nothing.
    if (!isBoth && isEmpty(old) && isEmpty(fresh)) return []
    const field = labelOf(path)
    return isBoth
      ? [{ field, before: inWords(old, path), after: inWords(fresh, path) }]
      : [
          {
            field,
            before: before === null ? null : inWords(old, path),
            after: after === null ? null : inWords(fresh, path),
          },
        ]
  })
}

/** One line of words for a change. */
export const lineOf = ({ field, before, after }: FieldChange): string =>
  before === null || after === null
    ? t('settings.audit.value', { field, value: before ?? after ?? '' })
    : t('settings.audit.change', { field, before, after })

const separator = '\u0000'

/** Objects within objects by their path; lists stay whole. */
const leavesOf = (fields: Fields, path = ''): Map<string, unknown> =>
  new Map(
    Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
      const here = path === '' ? name : `${path}${separator}${name}`
      return isObject(value) && Object.keys(value).length > 0 ? [...leavesOf(value, here)] : [[here, value]]
    }),
  )

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0)

const known = {
  name: 'settings.audit.field.name',
  login: 'settings.audit.field.login',
  roles: 'settings.audit.field.roles',
  chatLimit: 'settings.audit.field.chatLimit',
  deactivated: 'settings.audit.field.deactivated',
  password: 'settings.audit.field.password',
  permissions: 'settings.audit.field.permissions',
  routingRule: 'settings.audit.field.routingRule',
  completionTimeoutMinutes: 'settings.audit.field.completionTimeoutMinutes',
  acceptTimeoutMinutes: 'settings.audit.field.acceptTimeoutMinutes',
  agents: 'settings.audit.field.agents',
  archived: 'settings.audit.field.archived',
  kind: 'settings.audit.field.kind',
  queue: 'settings.audit.field.queue',
  active: 'settings.audit.field.active',
  settings: 'settings.audit.field.settings',
  secrets: 'settings.audit.field.secrets',
  text: 'settings.audit.field.text',
  value: 'settings.audit.field.value',
  workingHours: 'settings.audit.field.workingHours',
  timeZone: 'settings.audit.field.timeZone',
  week: 'settings.audit.field.week',
  holidays: 'settings.audit.field.holidays',
  closedText: 'settings.audit.field.closedText',
  order: 'settings.audit.field.order',
} as const satisfies Record<string, Word>

const labelOf = (path: string): string => path.split(separator).map(nameOf).join(' › ')

/** A field that has no words of its own is called as programs call it: "spanOfDay" reads "Span of day". */
const nameOf = (field: string): string => {
  if (Object.hasOwn(known, field)) return t(known[field as keyof typeof known])
  const spaced = field.replace(/([a-z0-9])([A-Z])/g, (_, end: string, begin: string) => `${end} ${begin.toLowerCase()}`)
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** `field`: its name, or the path that ends in it. */
const inWords = (value: unknown, field = ''): string => {
  if (isEmpty(value) && value !== false) return t('settings.audit.nothing')
  if (typeof value === 'boolean') return t(value ? 'settings.audit.yes' : 'settings.audit.no')
  if (typeof value === 'number') return isInstant(field) ? fullTime(value) : numberOf(value)
  if (Array.isArray(value)) return value.map(one => inWords(one)).join(', ')
  if (isObject(value))
    return Object.entries(value)
      .map(([name, part]) => `${nameOf(name)} ${inWords(part, name)}`)
      .join(', ')
  const rule = routingRules.find(one => one === value)
  if (rule !== undefined)
    return t(rule === 'toAllAgents' ? 'settings.queues.toAllAgents' : 'settings.queues.toAvailableAgent')
  return String(value)
}

const isInstant = (field: string): boolean => /[a-z]At$|(^|\W)until$/.test(field)
