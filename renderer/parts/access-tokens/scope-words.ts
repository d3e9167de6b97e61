// What a token lets its program do, in words: "May change: chats of my queues, customers. May read: agents, tags."
import { type Scope, scopeParts, withoutImplied } from '../../../main/domain/access-token.ts'
import { t, type Word } from '../../words/words.ts'

const subjects = {
  'chats--all': 'tokens.of.chatsAll',
  'chats--access': 'tokens.of.chatsAccess',
  'chats--my': 'tokens.of.chatsMy',
  customers: 'tokens.of.customers',
  'customers.ban': 'tokens.of.bans',
  'agents--all': 'tokens.of.agentsAll',
  'agents--my': 'tokens.of.agentsMy',
  'agents-bot--all': 'tokens.of.botsAll',
  'agents-bot--my': 'tokens.of.botsMy',
  'groups--all': 'tokens.of.groupsAll',
  'groups--my': 'tokens.of.groupsMy',
  'tags--all': 'tokens.of.tagsAll',
  'tags--groups': 'tokens.of.tagsGroups',
  multicast: 'tokens.of.multicast',
  'properties--all': 'tokens.of.propertiesAll',
  'properties--my': 'tokens.of.propertiesMy',
  'properties.configuration': 'tokens.of.propertiesConfiguration',
  'properties.license.value--all': 'tokens.of.licenseAll',
  'properties.license.value--my': 'tokens.of.licenseMy',
  'properties.group.value--all': 'tokens.of.groupValuesAll',
  'properties.group.value--my': 'tokens.of.groupValuesMy',
  'webhooks--all': 'tokens.of.webhooksAll',
  'webhooks--my': 'tokens.of.webhooksMy',
  'webhooks.configuration': 'tokens.of.webhooksConfiguration',
  'webhooks.state': 'tokens.of.webhooksState',
} as const satisfies Record<string, Word>

const isSubject = (text: string): text is keyof typeof subjects => Object.hasOwn(subjects, text)

const subjectOf = (scope: Scope): string => {
  const what = scope.slice(0, scope.lastIndexOf(':'))
  return isSubject(what) ? t(subjects[what]) : what
}

/** One sentence or more; what is given by another scope is not said again. */
export const scopesInWords = (held: readonly Scope[]): string => {
  const short = withoutImplied(held)
  const of = (permission: string) => short.filter(scope => scopeParts(scope).permission === permission).map(subjectOf)
  const [changed, read, own] = [of('rw'), of('ro'), of('own')]
  return [
    ...(changed.length === 0 ? [] : [t('tokens.mayChange', { what: changed.join(', ') })]),
    ...(read.length === 0 ? [] : [t('tokens.mayRead', { what: read.join(', ') })]),
    ...(own.length === 0 ? [] : [t('tokens.mayOwn')]),
  ].join(' ')
}

/** Beside the name that programs know it by. */
export const scopeInWords = (scope: Scope): string => {
  const { permission } = scopeParts(scope)
  if (permission === 'own') return t('tokens.own')
  return t(permission === 'rw' ? 'tokens.change' : 'tokens.read', { what: subjectOf(scope) })
}
