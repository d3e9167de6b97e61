// Working hours as a person reads them in the audit: each day's spans in one text.
import type { AuditFields } from './audit.ts'
import type { Span, WorkingHours } from './working-hours.ts'

export const hoursOnRecord = ({ timeZone, week, holidays, closedText }: WorkingHours): AuditFields => ({
  timeZone,
  week: week.map(spansInWords),
  holidays: holidays.map(({ date, name, spans }) => `${date} ${name}: ${spansInWords(spans)}`),
  closedText,
})

const spansInWords = (spans: readonly Span[]): string =>
  spans.map(({ from, to }) => `${from}-${to}`).join(', ') || 'closed'
