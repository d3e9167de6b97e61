// Where a button of a message leads: only to the web and to the telephone, whatever a stranger wrote into it.
import type { RichButton } from '../message-content.ts'
import { addressFault } from '../web-address.ts'

/** http or https, and no user name that looks like another host. */
export const isWeb = (url: string): boolean => {
  const fault = addressFault(url)
  return fault === null || fault === 'query'
}

/** The address that calls a number as people write it; null: it is no number. */
export const telOf = (value: string): string | null => {
  const number = value.trim().replace(/^tel:/i, '')
  if (!/^\+?[\d\s().*#/-]{2,40}$/.test(number) || !/\d/.test(number)) return null
  return `tel:${number.replace(/[^\d+*#]/g, '').replaceAll('#', '%23')}`
}

/** What pressing it opens; null: nothing, or nothing that may be opened. */
export const hrefOf = ({ type, value }: RichButton): string | null => {
  if (type === 'url' || type === 'webview') return isWeb(value) ? value : null
  return type === 'phone' ? telOf(value) : null
}
