// An agent or bot as the form shows them, and as the contract wants them.
import type { AgentView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'
import { changesIn } from '../form/changes.ts'
import { checkNumber, checkText, type Wrong, wrongOnly } from '../form/check.ts'
import { numberOrNull, typedOf } from '../form/whole-number.ts'

/** What people and bots have. */
export interface RightsForm {
  readonly roleIds: readonly string[]
  /** Of a new one only; later a queue says who is in it. */
  readonly queueIds: readonly string[]
  /** As typed; empty = the system's, 0 = none. */
  readonly chatLimit: string
}

export interface BotForm extends RightsForm {
  readonly name: string
}

export interface AgentForm extends BotForm {
  readonly login: string
  /** Of a new agent: who chooses the password. */
  readonly wayIn: 'link' | 'password'
  /** Of somebody who exists: empty = stays as it is. */
  readonly password: string
}

const limits = { min: 0, max: 99 }
const shortestPassword = 8

export const emptyBot: BotForm = { name: '', roleIds: [], queueIds: [], chatLimit: '' }
export const emptyAgent: AgentForm = { ...emptyBot, login: '', wayIn: 'link', password: '' }

export const botForm = ({ name, roleIds, chatLimit }: AgentView): BotForm => ({
  name,
  roleIds,
  queueIds: [],
  chatLimit: typedOf(chatLimit),
})
export const agentForm = (agent: AgentView): AgentForm => ({
  ...botForm(agent),
  login: agent.login,
  wayIn: 'password',
  password: '',
})

export const checkBot = (form: BotForm): Wrong<BotForm> =>
  wrongOnly<BotForm>({ name: checkText(form.name, 200), chatLimit: checkNumber(form.chatLimit, limits) })

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

export const newBotInput = (form: BotForm) => ({
  name: form.name.trim(),
  roleIds: [...form.roleIds],
  queueIds: [...form.queueIds],
  chatLimit: numberOrNull(form.chatLimit, limits),
})

/** Without a password, for somebody who gets a one-time link. */
export const invitedInput = (form: AgentForm) => ({ ...newBotInput(form), login: form.login.trim() })

export const newAgentInput = (form: AgentForm) => ({ ...invitedInput(form), password: form.password })

/** Only what was changed; never a password that was left empty. */
export const agentChange = (before: AgentForm, after: AgentForm) => {
  const { queueIds: _was, ...from } = newAgentInput(before)
  const { queueIds: _is, ...to } = newAgentInput(after)
  return changesIn(from, to)
}

/** Only what was changed. */
export const botChange = (before: BotForm, after: BotForm) => {
  const { queueIds: _was, ...from } = newBotInput(before)
  const { queueIds: _is, ...to } = newBotInput(after)
  return changesIn(from, to)
}
