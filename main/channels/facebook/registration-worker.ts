// FacebookMessengerRegistrationWorker: what happens when a page is added: whose token is it, what is the page called, does it
// route conversations between apps, and is our app subscribed to everything that Parley reads?
import { type Refusal, refuse } from '../../domain/refusal.ts'
import * as answers from './graph/answers.ts'
import type { GraphApi, Trouble } from './graph/api.ts'
import { channelTrouble, inTheirWords } from './graph/errors.ts'
import type { FacebookSettings } from './settings.ts'

/** Everything that Parley reads; the app as a whole must be subscribed to the same (facts/channels.md 2.2). */
export const subscribedFields: readonly string[] = [
  'messages',
  'messaging_postbacks',
  'messaging_referrals',
  'messaging_optins',
  'message_deliveries',
  'message_reads',
  'message_echoes',
  'message_edits',
  'message_reactions',
  'messaging_handovers',
  'standby',
  'messaging_policy_enforcement',
]

export interface Registration {
  readonly profile: Record<string, string>
  /** Why it does not work yet. */
  readonly warning?: string
  /** What is left to be done at Meta. */
  readonly advice?: string
}

export interface MetPage {
  readonly id: string
  readonly profile: Record<string, string>
  /** One app at a time holds a conversation (Conversation Routing). */
  readonly isRouted: boolean
}

type Found<T> = { readonly found: T } | { readonly trouble: Trouble }

export class FacebookMessengerRegistrationWorker {
  readonly #api: GraphApi
  readonly #settings: FacebookSettings

  constructor(api: GraphApi, settings: FacebookSettings) {
    this.#api = api
    this.#settings = settings
  }

  /** A dead network is no refusal: the page can be met later. A wrong page, token or address is. */
  async register(webhookUrl: string | null, signal: AbortSignal): Promise<Registration | Refusal> {
    const met = await this.page(signal)
    if ('trouble' in met) return this.#notMet(met.trouble)
    const { id, profile } = met.found
    if (id !== this.#settings.pageId)
      return refuse('invalid', `This token is of another page: ${profile.name} (${id}). Enter that page’s own.`, {
        field: 'pageToken',
      })
    const advice = this.#whatToSet(webhookUrl)
    return { profile, ...(advice === null ? {} : { advice }) }
  }

  /** Who the page is that the token is of. */
  async page(signal: AbortSignal): Promise<Found<MetPage>> {
    const basic = 'id,name,username,link,picture{url}'
    // Not every version and every app is told of the routing; the page itself then still is.
    const whole = await this.#api.get('/me', { fields: `${basic},messaging_feature_status` }, signal)
    const isUnknownField =
      !whole.ok && whole.trouble.kind === 'refused' && whole.trouble.code === 100 && !isProofWrong(whole.trouble)
    const answer = isUnknownField ? await this.#api.get('/me', { fields: basic }, signal) : whole
    if (!answer.ok) return { trouble: answer.trouble }
    const told = answers.page.safeParse(answer.body).data
    if (told === undefined) return { trouble: { kind: 'foreign', status: 200 } }
    const name = told.name || told.id
    const picture = told.picture?.data?.url ?? ''
    return {
      found: {
        id: told.id,
        isRouted: told.messaging_feature_status?.hop_v2 === true,
        profile: {
          name,
          username: told.username || told.id,
          link: told.link?.startsWith('https://') ? told.link : `https://www.facebook.com/${told.id}`,
          ...(/^https:\/\//.test(picture) ? { picture } : {}),
        },
      },
    }
  }

  /** Our own app's number; null: it could not be asked. */
  async appId(signal: AbortSignal): Promise<string | null> {
    const answer = await this.#api.get('/app', { fields: 'id' }, signal)
    return answer.ok ? (answers.app.safeParse(answer.body).data?.id ?? null) : null
  }

  /** Sees to it that our app gets everything of the page: others may as well. `restored`: something was missing. */
  async subscribe(appId: string | null, signal: AbortSignal): Promise<Found<{ readonly restored: boolean }>> {
    const path = this.#api.page('/subscribed_apps')
    const answer = await this.#api.get(path, {}, signal)
    if (!answer.ok) return { trouble: answer.trouble }
    const apps = answers.subscribedApps.safeParse(answer.body).data?.data ?? []
    const has = (fields: readonly string[]) => subscribedFields.every(field => fields.includes(field))
    const ours = apps.filter(app => appId === null || app.id === appId)
    if (ours.some(app => has(app.subscribed_fields ?? []))) return { found: { restored: false } }
    const made = await this.#api.post(path, { subscribed_fields: subscribedFields.join(',') }, signal)
    return made.ok ? { found: { restored: true } } : { trouble: made.trouble }
  }

  #whatToSet(webhookUrl: string | null): string | null {
    const { appSecret, relayKey, verifyToken } = this.#settings
    if (relayKey !== '' && appSecret === '') return null
    if (appSecret === '') return noWayIn
    if (webhookUrl === null)
      return 'Facebook cannot call this hub yet: enter the Website URL in the system settings, which then is its public address.'
    const address = callbackOf(webhookUrl)
    return verifyToken === ''
      ? `Enter a verify token, and set it with the callback URL ${address} in the app at Meta.`
      : `Set the callback URL of the app at Meta to ${address} if it is not yet.`
  }

  #notMet(trouble: Trouble): Registration | Refusal {
    if (trouble.kind === 'refused' && trouble.code === 190)
      return refuse('invalid', 'Facebook does not accept this token: it is wrong, or it has ended. Enter a new one.', {
        field: 'pageToken',
      })
    if (trouble.kind === 'refused' && isProofWrong(trouble))
      return refuse('invalid', 'The app secret is not that of the app which the token is from.', { field: 'appSecret' })
    if (trouble.kind === 'foreign' && trouble.status < 500)
      return refuse('invalid', 'What answers at the API root is not Facebook. Check the address.', { field: 'apiRoot' })
    const why = channelTrouble(trouble)
    if (why !== null) return { profile: {}, warning: `${why.reason} ${why.remedy}` }
    const words = trouble.kind === 'refused' ? ` (${inTheirWords(trouble)})` : ''
    return {
      profile: {},
      warning: `Facebook could not be asked about the page just now${words}. Parley connects as soon as it can be reached.`,
    }
  }
}

export const noWayIn =
  'Facebook cannot call this workstation yet: pair it with a relay in the system settings, or, on a hub with an app of its own, enter the app secret.'

/** One address of the hub serves all pages of an app: that of the channel without the channel. */
export const callbackOf = (webhookUrl: string): string => webhookUrl.replace(/\/[^/]*$/, '')

const isProofWrong = ({ message }: { readonly message: string }): boolean => /appsecret_proof/i.test(message)
