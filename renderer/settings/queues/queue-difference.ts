// What somebody else changed in a queue meanwhile, in the words of the form.
import { t } from '../../words/words.ts'
import { isSame } from '../form/changes.ts'
import { isMember, type Member } from './members.ts'
import type { QueueForm } from './queue-form.ts'

export interface Difference {
  readonly field: string
  readonly before: string
  readonly after: string
}

export const differencesOf = (
  before: QueueForm,
  after: QueueForm,
  nameOf: (member: Member) => string,
): readonly Difference[] => {
  const shown: Readonly<Record<keyof QueueForm, (form: QueueForm) => string>> = {
    name: form => form.name,
    routingRule: form => t(`settings.queues.${form.routingRule}`),
    completionTimeoutMinutes: form => form.completionTimeoutMinutes || t('settings.queues.never'),
    acceptTimeoutMinutes: form => form.acceptTimeoutMinutes || t('settings.queues.systemsOwn'),
    members: form => form.members.filter(isMember).map(nameOf).join(', ') || t('settings.queues.nothing'),
  }
  const captions: Readonly<Record<keyof QueueForm, string>> = {
    name: t('settings.queues.name'),
    routingRule: t('settings.queues.rule'),
    completionTimeoutMinutes: t('settings.queues.completion'),
    acceptTimeoutMinutes: t('settings.queues.accept'),
    members: t('settings.queues.members'),
  }
  const fields: readonly (keyof QueueForm)[] = [
    'name',
    'routingRule',
    'completionTimeoutMinutes',
    'acceptTimeoutMinutes',
    'members',
  ]
  return fields
    .filter(field => !isSame(before[field], after[field]))
    .map(field => ({ field: captions[field], before: shown[field](before), after: shown[field](after) }))
}
