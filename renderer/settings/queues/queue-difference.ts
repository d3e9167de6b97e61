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

/** That the hours are on or off, their week tells. */
type Field = Exclude<keyof QueueForm, 'hours'>

export const differencesOf = (
  before: QueueForm,
  after: QueueForm,
  nameOf: (member: Member) => string,
): readonly Difference[] => {
  const shown: Readonly<Record<Field, (form: QueueForm) => string>> = {
    name: form => form.name,
    routingRule: form => t(`settings.queues.${form.routingRule}`),
    completionTimeoutMinutes: form => form.completionTimeoutMinutes || t('settings.queues.never'),
    acceptTimeoutMinutes: form => form.acceptTimeoutMinutes || t('settings.queues.systemsOwn'),
    members: form => form.members.filter(isMember).map(nameOf).join(', ') || t('settings.queues.nothing'),
    timeZone: form => (form.hours === 'always' ? t('settings.queues.nothing') : form.timeZone),
    week: form => weekInWords(form, form === before ? after : before),
    holidays: form =>
      kept(form)
        .holidays.map(({ date, name, spans }) => `${date} ${name} (${spansInWords(spans)})`)
        .join('; ') || t('settings.queues.nothing'),
    closedText: form => kept(form).closedText || t('settings.queues.nothing'),
  }
  const captions: Readonly<Record<Field, string>> = {
    name: t('settings.queues.name'),
    routingRule: t('settings.queues.rule'),
    completionTimeoutMinutes: t('settings.queues.completion'),
    acceptTimeoutMinutes: t('settings.queues.accept'),
    members: t('settings.queues.members'),
    timeZone: t('settings.hours.timeZone'),
    week: t('settings.hours.title'),
    holidays: t('settings.hours.holidays'),
    closedText: t('settings.hours.closedText'),
  }
  const fields: readonly Field[] = [
    'name',
    'routingRule',
    'completionTimeoutMinutes',
    'acceptTimeoutMinutes',
    'members',
    'week',
    'timeZone',
    'holidays',
    'closedText',
  ]
  return fields
    .filter(field => !isSame(before[field], after[field]) || (field === 'week' && before.hours !== after.hours))
    .filter(field => shown[field](before) !== shown[field](after))
    .map(field => ({ field: captions[field], before: shown[field](before), after: shown[field](after) }))
}

/** Between two weeks only the days that differ; a week that is new is told whole. */
const weekInWords = (form: QueueForm, other: QueueForm): string => {
  if (form.hours === 'always') return t('settings.hours.always')
  return form.week
    .flatMap((spans, day) =>
      other.hours === 'own' && isSame(spans, other.week[day])
        ? []
        : [`${weekdayNames[day] ?? ''} ${spansInWords(spans)}`],
    )
    .join('; ')
}

/** Holidays and a text of hours that are turned off are not kept. */
const kept = (form: QueueForm): Pick<QueueForm, 'holidays' | 'closedText'> =>
  form.hours === 'always' ? { holidays: [], closedText: '' } : form
