// Signing in at LiveChat with the system's browser, for a channel that is being set up: the page to go to, and what comes back.
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { ChannelSignIn, SignInAsked } from '../channel.ts'
import { authorizeUrl, exchangeCode } from './api/oauth.ts'
import type { Fetch } from './api/web-api.ts'
import { parseRoots } from './settings.ts'

export const liveChatSignIn = (fetch: Fetch): ChannelSignIn => ({
  address: asked => {
    const known = readAsked(asked)
    return isRefusal(known) ? known : authorizeUrl(known.accountsRoot, { ...asked, clientId: known.clientId })
  },
  settings: async (asked, code, signal) => {
    const known = readAsked(asked)
    if (isRefusal(known)) return known
    const { redirectUri, verifier } = asked
    const granted = await exchangeCode(
      fetch,
      known.accountsRoot,
      { clientId: known.clientId, redirectUri, code, verifier },
      signal,
    )
    if ('tokens' in granted) {
      const { accessToken, refreshToken, accountId } = granted.tokens
      if (refreshToken === '')
        return refuse(
          'conflict',
          'LiveChat gave no lasting sign-in: the app must be a web app (authorization code with PKCE) in LiveChat’s console.',
        )
      return { accessToken, refreshToken, ...(accountId === null ? {} : { accountId }) }
    }
    const { trouble } = granted
    if (trouble.kind === 'refused')
      return refuse(
        'conflict',
        'LiveChat does not accept this sign-in: it was used already, or took too long. Begin it again.',
      )
    return refuse(
      'unavailable',
      'LiveChat’s sign-in service cannot be reached now. Begin the sign-in again in a moment.',
    )
  },
})

const readAsked = ({ settings, redirectUri }: SignInAsked): { clientId: string; accountsRoot: string } | Refusal => {
  const clientId = typeof settings.clientId === 'string' ? settings.clientId.trim() : ''
  if (!/^[\w-]{8,128}$/.test(clientId))
    return refuse('invalid', 'clientId: copy the client ID as it stands in LiveChat’s developer console.', {
      field: 'clientId',
    })
  if (!/^https?:\/\/[^/]/.test(redirectUri))
    return refuse(
      'invalid',
      'The redirect address is one of this Parley, such as http://127.0.0.1:7420/hooks/livechat.',
    )
  const roots = parseRoots(settings)
  return isRefusal(roots) ? roots : { clientId, accountsRoot: roots.accountsRoot }
}
