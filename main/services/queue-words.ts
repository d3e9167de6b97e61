// What somebody reads whose working hours for a queue cannot be kept: where, what is wrong, and what to do.
import { assertNever } from '../domain/assert-never.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import {
  faultsIn,
  longestClosedText,
  mostHolidays,
  mostSpans,
  type SpanFault,
  type WorkingHours,
} from '../domain/working-hours.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** About the first fault; null when there is none. */
export const wrongHours = (hours: WorkingHours | null): Refusal | null => {
  const fault = hours === null ? undefined : faultsIn(hours)[0]
  if (hours === null || fault === undefined) return null
  const no = (field: string, sentence: string) =>
    refuse('invalid', `workingHours.${field}: ${sentence}`, { field: `workingHours.${field}` })
  switch (fault.at) {
    case 'timeZone':
      return no('timeZone', `there is no time zone ${hours.timeZone}. Choose one such as Europe/Berlin.`)
    case 'week':
      return fault.code === 'neverOpen'
        ? no('week', 'the queue would never open. Add hours to a day, or keep no hours to be always open.')
        : no('week', 'must have seven days, Monday first.')
    case 'weekday':
      return no(`week[${fault.index}]`, `${weekdays[fault.index]}: ${spanSentences[fault.code]}`)
    case 'holiday': {
      const { date } = hours.holidays[fault.index] ?? { date: '' }
      const field = `holidays[${fault.index}]`
      if (fault.code === 'notADate') return no(field, `${date} is no date. Write it as 2026-12-25.`)
      if (fault.code === 'sameDate') return no(field, `${date} is there twice. Keep one of them.`)
      if (fault.code === 'noName') return no(field, `${date} needs a name.`)
      return no(field, `${date}: ${spanSentences[fault.code]}`)
    }
    case 'holidays':
      return no('holidays', `are too many: keep at most ${mostHolidays}.`)
    case 'closedText':
      return no('closedText', `is too long: at most ${longestClosedText} characters.`)
    default:
      return assertNever(fault)
  }
}

const spanSentences: { readonly [F in SpanFault]: string } = {
  notATime: 'write times as 09:00; the last is 24:00.',
  endsBeforeItBegins:
    'hours must end after they begin. For hours past midnight, end at 24:00 and begin the next day at 00:00.',
  overlap: 'two spans overlap. Make them meet or keep them apart.',
  tooManySpans: `has too many spans: keep at most ${mostSpans}.`,
}
