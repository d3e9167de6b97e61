// Web addresses of the set-up: every agent gets to read them, so they hold no secrets, and what is put after them must fit.
export type AddressFault = 'notWeb' | 'credentials' | 'query'

export const addressFault = (text: string): AddressFault | null => {
  const url = URL.canParse(text) && /^https?:\/\/[^/]/i.test(text) ? new URL(text) : null
  if (url === null) return 'notWeb'
  if (url.username !== '' || url.password !== '') return 'credentials'
  return /[?#]/.test(text) ? 'query' : null
}
