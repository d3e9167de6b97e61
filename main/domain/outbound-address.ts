// Addresses that supervisors enter for calls to the outside, and the hosts among private ones that they allow.

/** As entries of the list are compared: lower case, without a dot at the end. */
const hostKey = (host: string): string => host.toLowerCase().replace(/\.(?=$|:\d+$)/, '')

/** Whether the list names the address's host, with its port or with any. */
export const isAllowedHost = (url: URL, allowed: readonly string[]): boolean => {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const host = hostKey(url.hostname)
  return allowed.some(entry => hostKey(entry) === host || hostKey(entry) === `${host}:${port}`)
}

/** The entries of the system setting OutboundAllowedHosts. */
export const hostsIn = (text: string): readonly string[] => text.split(/[\s,;]+/).filter(entry => entry !== '')

/** What is wrong with an entry of the list; null: nothing. Only what the host part of an address can be is taken. */
export const hostFault = (entry: string): string | null => {
  const url = URL.canParse(`http://${entry}`) ? new URL(`http://${entry}`) : null
  const isBare = url !== null && url.username === '' && url.pathname === '/' && !/[/?#@\s]/.test(entry)
  if (!isBare || url.hostname === '' || url.hostname.includes('*'))
    return `${entry} is not a host. Enter a name or an address such as crm.internal or 10.0.0.5:8080.`
  return null
}

/** Why this address may not be called by webhooks; null: it may. http only where the host is allowed. */
export const webhookAddressFault = (text: string, allowed: readonly string[]): string | null => {
  const url = URL.canParse(text) && /^https?:\/\/[^/]/i.test(text) ? new URL(text) : null
  if (url === null) return 'must be a web address that begins with https://'
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or a password'
  if (url.hash !== '') return 'must not have a "#" in it'
  if (url.protocol === 'http:' && !isAllowedHost(url, allowed))
    return 'must begin with https://. Plain http is only for hosts that the system settings allow.'
  return null
}

/** What follows a "?" may be a key: it is in nobody's records. */
export const addressOnRecord = (url: string): string => url.replace(/\?.*$/s, '?…')
