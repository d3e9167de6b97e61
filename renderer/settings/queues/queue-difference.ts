// What somebody else changed in a queue meanwhile, in the words of the form.

import { weekdayNames } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { isSame } from '../form/changes.ts'
import { spansInWords } from './hours/hours-form.ts'
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
    hours: form => t(`settings.hours.${form.hours}`),
    timeZone: form => form.timeZone,
    week: form => weekInWords(form, form === before ? after : before),
    holidays: form =>
      form.holidays.map(({ date, name, spans }) => `${date} ${name} (${spansInWords(spans)})`).join('; ') ||
      t('settings.queues.nothing'),
    closedText: form => form.closedText || t('settings.queues.nothing'),
  }
  const captions: Readonly<Record<keyof QueueForm, string>> = {
    name: t('settings.queues.name'),
    routingRule: t('settings.queues.rule'),
    completionTimeoutMinutes: t('settings.queues.completion'),
    acceptTimeoutMinutes: t('settings.queues.accept'),
    members: t('settings.queues.members'),
    hours: t('settings.hours.title'),
    timeZone: t('settings.hours.timeZone'),
    week: t('settings.hours.title'),
    holidays: t('settings.hours.holidays'),
    closedText: t('settings.hours.closedText'),
  }
  const fields: readonly (keyof QueueForm)[] = [
    'name',
    'routingRule',
    'completionTimeoutMinutes',
    'acceptTimeoutMinutes',
    'members',
    'hours',
    'timeZone',
    'week',
    'holidays',
    'closedText',
  ]
  return fields
    .filter(field => !isSame(before[field], after[field]))
    .map(field => ({ field: captions[field], before: shown[field](before), after: shown[field](after) }))
}

/** Only the days that differ from the other's. */
const weekInWords = (form: QueueForm, other: QueueForm): string =>
  form.week
    .flatMap((spans, day) =>
      isSame(spans, other.week[day]) ? [] : [`${weekdayNames[day] ?? ''} ${spansInWords(spans)}`],
    )
    .join('; ')
