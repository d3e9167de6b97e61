// Where in the settings one is, as the address says it: '#settings/queues', '#settings/queues/new', '#settings/queues/<id>'.
import type { AuditNoun } from '../../../main/domain/audit.ts'
import type { Permission } from '../../../main/domain/permissions.ts'

export const pages = [
  'queues',
  'channels',
  'agents',
  'roles',
  'replies',
  'processes',
  'actions',
  'webhooks',
  'contacts',
  'system',
  'setup',
  'audit',
] as const
export type Page = (typeof pages)[number]

export interface Route {
  readonly page: Page
  /** Null: the list alone; 'new': the form of a new one. */
  readonly id: string | null
}

/** What one must hold to open each page, besides CanManageChats: without that, nobody has a settings window. */
export const gates: Readonly<Record<Page, Permission>> = {
  queues: 'CanManageChats',
  channels: 'CanManageChats',
  agents: 'CanManageAgents',
  roles: 'CanManageAgents',
  replies: 'CanManageChats',
  processes: 'CanManageChats',
  actions: 'CanManageChats',
  webhooks: 'CanManageChats',
  contacts: 'CanManageChats',
  system: 'CanManageChats',
  setup: 'CanManageChats',
  audit: 'CanReadAudit',
}

export const pagesFor = (held: readonly Permission[]): readonly Page[] =>
  held.includes('CanManageChats') ? pages.filter(page => held.includes(gates[page])) : []

const isPage = (text: string): text is Page => (pages as readonly string[]).includes(text)

/** `rest`: what is after "#settings/" in the address, decoded. Null when it names no page: then the first that may be opened. */
export const routeOf = (rest: string): Route | null => {
  const [page = '', ...more] = rest.split('/')
  const id = more.join('/')
  return isPage(page) ? { page, id: id === '' ? null : id } : null
}

export const hashOf = (page: Page, id: string | null = null): string =>
  `#settings/${page}${id === null ? '' : `/${encodeURIComponent(id)}`}`

/** Where the history of one thing is. */
export const auditHash = (noun: AuditNoun, id: string): string => hashOf('audit', `${noun}:${id}`)
