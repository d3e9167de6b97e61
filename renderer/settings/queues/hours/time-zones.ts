// The time zones to choose from: those that this screen knows, under the names that people look for today.
import { isTimeZone } from '../../../../main/domain/zoned-time.ts'

/** Browsers still list some cities under names of the past; whoever looks for today's finds nothing. */
const todaysNames = [
  'America/Argentina/Buenos_Aires',
  'America/Indiana/Indianapolis',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
]

/** The one that is chosen and UTC first: a long list is cut where nobody has typed. */
export const zonesWith = (chosen: string): string[] => {
  const known = [...todaysNames.filter(isTimeZone), ...Intl.supportedValuesOf('timeZone')].sort()
  return [...new Set([...(chosen === '' ? [] : [chosen]), 'UTC', ...known])]
}
