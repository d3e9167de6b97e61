// An agent as the form shows them, and as the contract wants them.
import type { AgentView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'
import { changesIn } from '../form/changes.ts'
import { checkNumber, checkText, type Wrong, wrongOnly } from '../form/check.ts'
import { numberOrNull, typedOf } from '../form/whole-number.ts'

export interface AgentForm {
  readonly name: string
  readonly login: string
  /** Of a new agent: who chooses the password. */
  readonly wayIn: 'link' | 'password'
  /** Of somebody who exists: empty = stays as it is. */
  readonly password: string
  readonly roleIds: readonly string[]
  /** Of a new agent only; later a queue says who is in it. */
  readonly queueIds: readonly string[]
  /** As typed; empty = the system's, 0 = none. */
  readonly chatLimit: string
}

const limits = { min: 0, max: 99 }
const shortestPassword = 8

export const emptyAgent: AgentForm = {
  name: '',
  login: '',
  wayIn: 'link',
  password: '',
  roleIds: [],
  queueIds: [],
  chatLimit: '',
}

export const agentForm = (agent: AgentView): AgentForm => ({
  name: agent.name,
  login: agent.login,
  wayIn: 'password',
  password: '',
  roleIds: agent.roleIds,
  queueIds: [],
  chatLimit: typedOf(agent.chatLimit),
})

export const checkAgent = (form: AgentForm, isNew: boolean): Wrong<AgentForm> =>
  wrongOnly<AgentForm>({
    name: checkText(form.name, 200),
    login: checkLogin(form.login),
    password: isNew && form.wayIn === 'link' ? null : checkPassword(form.password, isNew),
    chatLimit: checkNumber(form.chatLimit, limits),
  })

const checkLogin = (login: string): string | null =>
  checkText(login, 100) ?? (/\s/.test(login.trim()) ? t('settings.agents.loginSpaces') : null)

const checkPassword = (password: string, isNew: boolean): string | null => {
  if (password === '') return isNew ? t('settings.required') : null
  return password.length < shortestPassword ? t('settings.agents.passwordShort') : null
}

/** Without a password, for somebody who gets a one-time link. */
export const invitedInput = (form: AgentForm) => ({
  name: form.name.trim(),
  login: form.login.trim(),
  roleIds: [...form.roleIds],
  queueIds: [...form.queueIds],
  chatLimit: numberOrNull(form.chatLimit, limits),
})

export const newAgentInput = (form: AgentForm) => ({ ...invitedInput(form), password: form.password })

/** Only what was changed; never a password that was left empty. */
export const agentChange = (before: AgentForm, after: AgentForm) => {
  const { queueIds: _was, ...from } = newAgentInput(before)
  const { queueIds: _is, ...to } = newAgentInput(after)
  return changesIn(from, to)
}
