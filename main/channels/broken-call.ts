// A call over the network that broke: whether it can have arrived, and one word for what happened.

export interface BrokenCall {
  /** unreached: no connection was made, nothing can have arrived; unanswered: it may have arrived, and no answer came. */
  readonly kind: 'unreached' | 'unanswered'
  /** Holds no address and no secret: ECONNREFUSED, UND_ERR_SOCKET, net::ERR_TIMED_OUT. */
  readonly why: string
}

export const brokenCall = (error: unknown): BrokenCall => {
  const chain = causes(error)
  const why = chain.map(codeOf).find(code => code !== null) ?? 'no answer'
  return { kind: chain.some(neverConnected) ? 'unreached' : 'unanswered', why }
}

/** An error, what it came from, and what that came from, ... */
const causes = (error: unknown): readonly unknown[] => {
  const chain: unknown[] = []
  for (let next = error; next !== undefined && next !== null && chain.length < 5; ) {
    chain.push(next)
    next = typeof next === 'object' && 'cause' in next ? next.cause : undefined
  }
  return chain
}

const codeOf = (error: unknown): string | null => {
  if (typeof error !== 'object' || error === null) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  return ('message' in error && /net::ERR_\w+/.exec(String(error.message))?.[0]) || null
}

/** Names that cannot be resolved, doors that are shut, certificates that are wrong: all before the first byte of a request. */
const beforeAnyByte =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|EPROTO|ERR_(TLS|SSL)_\w+|CERT_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+|net::ERR_(NAME_\w+|INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_TIMED_OUT|ADDRESS_\w+|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CERT_\w+|SSL_\w+))$/

const neverConnected = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false
  if ('syscall' in error && (error.syscall === 'connect' || error.syscall === 'getaddrinfo')) return true
  // Several addresses were tried, and none could be had.
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0) {
    return error.errors.every(neverConnected)
  }
  return beforeAnyByte.test(codeOf(error) ?? '')
}
