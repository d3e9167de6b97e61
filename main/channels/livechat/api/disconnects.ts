// What follows when LiveChat cuts a connection or refuses a sign-in, reason by reason (Agent Chat API, "agent_disconnected";
// facts/livechat.md 2.2 and 2.6). Pure.
export type Reaction =
  /** With a new access token, at once. */
  | { readonly kind: 'renew' }
  | { readonly kind: 'reconnect'; readonly reason: string }
  /** In the data centre that is told. */
  | { readonly kind: 'move' }
  /** Nothing helps but a person. `again`: it is tried from time to time all the same. */
  | { readonly kind: 'stop'; readonly reason: string; readonly remedy: string; readonly again: boolean }

const reconnect = (reason: string): Reaction => ({ kind: 'reconnect', reason })
const stop = (reason: string, remedy: string, again = false): Reaction => ({ kind: 'stop', reason, remedy, again })

const switchOn = 'Then switch the channel off and on in the settings.'
const signInAgain =
  'Open the channel in the settings and sign in with LiveChat again, or enter a new personal access token.'
const license = 'Renew the subscription at LiveChat. Parley connects again by itself within ten minutes.'

const disconnects: Readonly<Record<string, Reaction>> = {
  access_token_expired: { kind: 'renew' },
  connection_timeout: reconnect('LiveChat heard nothing from Parley for a while.'),
  internal_error: reconnect('LiveChat has trouble of its own.'),
  too_many_unauthorized_connections: reconnect('LiveChat saw too many connections that did not sign in.'),
  role_permissions_changed: reconnect('The rights of the account were changed at LiveChat.'),
  misdirected_connection: { kind: 'move' },
  misdirected_request: { kind: 'move' },
  agent_disconnected_by_server: stop(
    'LiveChat has disconnected the account.',
    `Look into the account at LiveChat. ${switchOn}`,
  ),
  agent_logged_out_remotely: stop(
    'The account was signed out from another place.',
    `See who uses the account at LiveChat. ${switchOn}`,
  ),
  access_token_revoked: stop('LiveChat has withdrawn the sign-in.', signInAgain),
  connection_evicted: stop(
    'The account is connected from too many other places, and a newer one took our place.',
    `Close other programs that use the account. ${switchOn}`,
  ),
  license_expired: stop('The LiveChat licence has expired.', license, true),
  license_not_found: stop('There is no such LiveChat licence any more.', signInAgain),
  unsupported_version: stop('LiveChat does not serve this version of its API any more.', 'Update Parley.'),
  too_many_connections: stop(
    'The account is connected from too many places.',
    `Close other programs that use the account. ${switchOn}`,
  ),
}

/** One that nobody knows is taken for a passing trouble. */
export const afterDisconnect = (reason: string): Reaction =>
  disconnects[reason] ?? reconnect(`LiveChat ended the connection (${reason.slice(0, 60)}).`)

const refusals: Readonly<Record<string, Reaction>> = {
  authentication: { kind: 'renew' },
  authorization: stop(
    'The sign-in may not do what Parley needs.',
    'Give the app or the token the scopes chats--access:rw, customers:ro and agents--my:rw, then sign in again.',
    true,
  ),
  misdirected_request: { kind: 'move' },
  misdirected_connection: { kind: 'move' },
  seats_limit_exceeded: stop(
    'The LiveChat licence has no free seat for this account.',
    'Add a seat at LiveChat, or free one. Parley connects again by itself within ten minutes.',
    true,
  ),
  license_expired: stop('The LiveChat licence has expired.', license, true),
  license_not_found: stop('There is no such LiveChat licence.', signInAgain, true),
  requester_suspended: stop(
    'The account is suspended at LiveChat.',
    'Have it restored at LiveChat. Parley connects again by itself within ten minutes.',
    true,
  ),
  requester_awaiting_approval: stop(
    'The account waits for approval at LiveChat.',
    'Have it approved at LiveChat. Parley connects again by itself within ten minutes.',
    true,
  ),
  wrong_product_version: stop(
    'The licence is of another LiveChat product.',
    'Sign in with an account of a LiveChat licence.',
    true,
  ),
  unsupported_version: stop('LiveChat does not serve this version of its API any more.', 'Update Parley.', true),
  users_limit_reached: reconnect('LiveChat takes no more agents for the moment.'),
  too_many_requests: reconnect('LiveChat asks for a pause.'),
}

/** Of a login that was refused. */
export const afterRefusal = (type: string, message: string): Reaction => {
  const words = message === '' ? type : message.replace(/\.$/, '')
  return refusals[type] ?? reconnect(`LiveChat does not take the sign-in now (${words.slice(0, 200)}).`)
}

export const tokenRefused = {
  reason: 'LiveChat does not accept the sign-in any more.',
  remedy: signInAgain,
} as const

/** Every reason with an answer of its own. */
export const knownReasons: readonly string[] = Object.keys(disconnects)
export const knownRefusals: readonly string[] = Object.keys(refusals)
