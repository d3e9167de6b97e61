// What an emulated licence keeps, in LiveChat's own shapes and words.

export interface EmulatedEvent {
  id: string
  custom_id?: string
  type: string
  author_id?: string
  created_at: string
  visibility: 'all' | 'agents'
  text?: string
  deleted?: boolean
  [more: string]: unknown
}

export interface EmulatedButton {
  postback_id: string
  user_ids: string[]
}

/** Of a rich message; none of anything else. */
export const buttonsOf = (event: EmulatedEvent): readonly EmulatedButton[] => {
  const elements = Array.isArray(event.elements) ? event.elements : []
  return elements.flatMap(element => element.buttons ?? [])
}

/** What agents with the role `normal` get in the place of what was taken back ("Deleted event"). */
export const hollow = (event: EmulatedEvent): void => {
  const kept = ['id', 'created_at', 'type', 'visibility', 'author_id', 'custom_id']
  for (const key of Object.keys(event)) if (!kept.includes(key)) delete event[key]
  event.deleted = true
}

export interface EmulatedThread {
  readonly id: string
  readonly created_at: string
  active: boolean
  user_ids: string[]
  events: EmulatedEvent[]
  tags: string[]
  queue?: { position: number; wait_time: number; queued_at: string }
  access: { group_ids: number[] }
  properties: EmulatedProperties
}

export interface EmulatedUser {
  readonly id: string
  readonly type: 'agent' | 'customer'
  name: string
  email?: string
  phone_number?: string
  present: boolean
  events_seen_up_to: string
  visibility?: 'all' | 'agents'
}

export type EmulatedProperties = Record<string, Record<string, unknown>>

export interface EmulatedChat {
  readonly id: string
  properties: EmulatedProperties
  users: EmulatedUser[]
  threads: EmulatedThread[]
  /** Agents who follow it without being in it. */
  followers: Set<string>
}

export interface EmulatedAgent {
  readonly id: string
  readonly name: string
  status: 'accepting_chats' | 'not_accepting_chats' | 'offline'
}

export type Push = { readonly action: string; readonly payload: Record<string, unknown> }

/** Refusals of the API are thrown within the emulator and answered by its doors. */
export class ApiError extends Error {
  readonly type: string
  readonly data: Record<string, unknown> | undefined

  constructor(type: string, message = type, data?: Record<string, unknown>) {
    super(message)
    this.type = type
    this.data = data
  }
}
