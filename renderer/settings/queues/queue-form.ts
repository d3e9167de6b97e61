// A queue as its form shows it, and as the contract wants it.
import type { RoutingRule } from '../../../main/domain/queue.ts'
import type { QueueView } from '../../../preload/views.ts'
import { checkNumber, checkText, type Wrong, wrongOnly } from '../form/check.ts'
import { numberOrNull, typedOf } from '../form/whole-number.ts'
import { checkHours, type HoursForm, hoursForm, hoursInput } from './hours/hours-form.ts'
import { type Member, memberKey, membersIn } from './members.ts'

export interface QueueForm extends HoursForm {
  readonly name: string
  readonly routingRule: RoutingRule
  /** Minutes as typed; empty = never. */
  readonly completionTimeoutMinutes: string
  /** Minutes as typed; empty = the system's. */
  readonly acceptTimeoutMinutes: string
  readonly members: readonly Member[]
}

export interface QueueInput {
  readonly name: string
  readonly routingRule: RoutingRule
  readonly completionTimeoutMinutes: number | null
  readonly acceptTimeoutMinutes: number | null
  readonly workingHours: QueueView['workingHours']
  readonly agentIds: string[]
  readonly roleIds: string[]
}

const minutes = { min: 1, max: 100_000 }

export const emptyQueue: QueueForm = {
  name: '',
  routingRule: 'toAllAgents',
  completionTimeoutMinutes: '',
  acceptTimeoutMinutes: '',
  members: [],
  ...hoursForm(null),
}

export const queueForm = (queue: QueueView): QueueForm => ({
  name: queue.name,
  routingRule: queue.routingRule,
  completionTimeoutMinutes: typedOf(queue.completionTimeoutMinutes),
  acceptTimeoutMinutes: typedOf(queue.acceptTimeoutMinutes),
  members: [...queue.roleIds.map(id => memberKey('role', id)), ...queue.agentIds.map(id => memberKey('agent', id))],
  ...hoursForm(queue.workingHours),
})

export const checkQueue = (form: QueueForm): Wrong<QueueForm> =>
  wrongOnly<QueueForm>({
    name: checkText(form.name, 200),
    completionTimeoutMinutes: checkNumber(form.completionTimeoutMinutes, minutes, 'minutes'),
    acceptTimeoutMinutes: checkNumber(form.acceptTimeoutMinutes, minutes, 'minutes'),
    ...checkHours(form),
  })

export const queueInput = (form: QueueForm): QueueInput => ({
  name: form.name.trim(),
  routingRule: form.routingRule,
  completionTimeoutMinutes: numberOrNull(form.completionTimeoutMinutes, minutes),
  acceptTimeoutMinutes: numberOrNull(form.acceptTimeoutMinutes, minutes),
  workingHours: hoursInput(form),
  ...membersIn(form.members),
})

/** Where the form shows what the contract calls differently. */
export const queueFields: Readonly<Record<string, keyof QueueForm>> = { agentIds: 'members', roleIds: 'members' }
