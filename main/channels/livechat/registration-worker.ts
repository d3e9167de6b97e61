// MessengerRegistrationWorker of LiveChat: signs in once, away, so that no chat is given to it, and says whose account that is.
import type { Clock } from '../../domain/clock.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { afterRefusal } from './api/disconnects.ts'
import { knownRegion, regionHeaders, regionOfToken, socketUrl } from './api/hosts.ts'
import { type LineEnd, RtmLine } from './api/rtm-line.ts'
import type { Trouble } from './api/trouble.ts'
import type { LiveChatSettings } from './settings.ts'
import * as wire from './wire.ts'

export interface Registration {
  readonly profile: Record<string, string>
  /** Why it does not work yet. */
  readonly warning?: string
  readonly advice?: string
}

/** The caller's signal alone ends what is begun here. */
const noClock: Clock = { now: () => 0, wakeAt: () => () => {} }

const mostMoves = 3

export class LiveChatMessengerRegistrationWorker {
  readonly #settings: LiveChatSettings

  constructor(settings: LiveChatSettings) {
    this.#settings = settings
  }

  /** A dead network is no refusal: the account can be met later. */
  async register(signal: AbortSignal): Promise<Registration | Refusal> {
    const { accessToken, accountId, personalToken, refreshToken } = this.#settings
    // The token by which others are made is good once, and is the channel's own to spend.
    if (refreshToken !== '' && accessToken === '') return { profile: {}, advice: renewsItself }
    const token = refreshToken === '' ? basic(accountId, personalToken) : `Bearer ${accessToken}`
    let region = regionOfToken(refreshToken === '' ? personalToken : accessToken)
    for (let move = 0; move <= mostMoves; move++) {
      const met = await this.#meet(token, region, signal)
      if ('profile' in met) return met
      const next = met.trouble.kind === 'refused' ? knownRegion(met.trouble.region) : null
      if (next === null || next === region) return this.#notMet(met.trouble)
      region = next
    }
    return { profile: {}, warning: 'LiveChat sends Parley from one data centre to another. Try again later.' }
  }

  #meet(
    token: string,
    region: string | null,
    signal: AbortSignal,
  ): Promise<Registration | { readonly trouble: Trouble }> {
    return new Promise(resolve => {
      const stop = () => line.close()
      const done = (found: Registration | { readonly trouble: Trouble }) => {
        signal.removeEventListener('abort', stop)
        resolve(found)
        line.close()
      }
      const line = new RtmLine(
        { url: socketUrl(this.#settings.apiRoot, region), headers: regionHeaders(region) },
        {
          clock: noClock,
          onPush: () => {},
          onEnd: end => done({ trouble: troubleIn(end) }),
          onOpen: async () => {
            const answer = await line.call('login', { token, reconnect: true, away: true, pushes: { '3.6': [] } })
            if (!answer.ok) return done({ trouble: answer.trouble })
            const login = wire.login.safeParse(answer.payload).data
            if (login === undefined) return done({ trouble: { kind: 'foreign', status: 200 } })
            done({ profile: profileOf(login) })
          },
        },
      )
      if (signal.aborted) stop()
      else signal.addEventListener('abort', stop, { once: true })
    })
  }

  #notMet(trouble: Trouble): Registration | Refusal {
    if (trouble.kind === 'refused' && trouble.type === 'authentication') {
      if (this.#settings.refreshToken !== '') return { profile: {}, advice: renewsItself }
      return refuse('invalid', 'LiveChat does not accept this account ID and token: check both, or make a new token.', {
        field: 'personalToken',
      })
    }
    const why = trouble.kind === 'refused' ? afterRefusal(trouble.type, trouble.message) : null
    if (why?.kind === 'stop') return { profile: {}, warning: `${why.reason} ${why.remedy}` }
    if (trouble.kind === 'foreign')
      return refuse('invalid', 'What answers at the API root is not LiveChat. Check the address.', { field: 'apiRoot' })
    return {
      profile: {},
      warning: 'LiveChat could not be asked about the account just now. Parley connects as soon as it can be reached.',
    }
  }
}

const renewsItself =
  'The sign-in is kept, and is renewed by the channel itself while it is switched on; its health says whether LiveChat takes it.'

const basic = (accountId: string, token: string): string =>
  `Basic ${Buffer.from(`${accountId}:${token}`).toString('base64')}`

/** As LiveChat's own screens would introduce the account. */
export const profileOf = ({ my_profile: { id, name }, license }: wire.Login): Record<string, string> => ({
  name: name ?? id,
  username: license?.id == null ? id : `${id}, licence ${license.id}`,
})

const troubleIn = ({ reason, region, why }: LineEnd): Trouble => {
  if (reason !== null) return { kind: 'refused', type: reason, message: '', region }
  const status = /^HTTP (\d+)$/.exec(why)?.[1]
  return status === undefined ? { kind: 'unreached', why } : { kind: 'foreign', status: Number(status) }
}
