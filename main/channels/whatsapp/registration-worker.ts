// WhatsAppMessengerRegistrationWorker: what happens when a number is added: whose account is it, does the sender belong to
// it, and where must Twilio be told to call us?
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Trouble, TwilioApi } from './api.ts'
import { channelTrouble } from './errors.ts'
import type { WhatsAppSettings } from './settings.ts'
import * as wire from './wire.ts'

export interface Registration {
  readonly profile: Record<string, string>
  /** Why it does not work yet. */
  readonly warning?: string
  /** What is left to be done at Twilio. */
  readonly advice?: string
}

export type Account =
  | { readonly found: true; readonly profile: Record<string, string>; readonly status: string }
  | { readonly found: false; readonly trouble: Trouble }

export class WhatsAppMessengerRegistrationWorker {
  readonly #api: TwilioApi
  readonly #settings: WhatsAppSettings

  constructor(api: TwilioApi, settings: WhatsAppSettings) {
    this.#api = api
    this.#settings = settings
  }

  /** A dead network is no refusal: the account can be met later. A wrong account, token or address is. */
  async register(webhookUrl: string | null, signal: AbortSignal): Promise<Registration | Refusal> {
    const account = await this.account(signal)
    if (!account.found) return this.#notFound(account.trouble)
    const { profile, status } = account
    if (status !== 'active')
      return { profile, warning: `The Twilio account ${profile.account ?? ''} is ${status}. ${inConsole}` }
    const sender = await this.#sender(signal)
    const named = sender?.name ? { ...profile, name: sender.name } : profile
    const warning = this.#whyNotYet(named, sender)
    if (warning !== null) return { profile: named, warning }
    const advice = whatToSet(sender?.calls ?? '', webhookUrl)
    return { profile: named, ...(advice === null ? {} : { advice }) }
  }

  /** Who the account is. */
  async account(signal: AbortSignal): Promise<Account> {
    const answer = await this.#api.get('api', this.#api.account('.json'), signal)
    if (!answer.ok) return { found: false, trouble: answer.trouble }
    const { friendly_name, status } = wire.account.safeParse(answer.body).data ?? {}
    const number = numberOf(this.#settings)
    return {
      found: true,
      status: status ?? 'active',
      profile: {
        name: number,
        username: number,
        link: `https://wa.me/${number.slice(1)}`,
        ...(friendly_name ? { account: friendly_name } : {}),
      },
    }
  }

  /** Null: Twilio lists none by this number; undefined: it could not be asked. */
  async #sender(signal: AbortSignal) {
    const answer = await this.#api.get('messaging', '/v2/Channels/Senders?Channel=whatsapp&PageSize=1000', signal)
    const list = answer.ok ? wire.senders.safeParse(answer.body).data : undefined
    if (list === undefined) return undefined
    const mine = list.senders.find(one => one.sender_id === this.#settings.sender)
    if (mine === undefined) return null
    return { name: mine.profile?.name ?? '', status: mine.status ?? '', calls: mine.webhook?.callback_url ?? '' }
  }

  #whyNotYet(
    { account = '' }: Readonly<Record<string, string>>,
    sender: { readonly status: string } | null | undefined,
  ): string | null {
    const number = numberOf(this.#settings)
    if (sender === undefined) return null
    if (sender === null)
      return `The Twilio account ${account} has no WhatsApp sender ${number}: check the number. (Only the number of Twilio's sandbox is not listed.)`
    if (sender.status === '' || /^online/i.test(sender.status)) return null
    return `The Twilio account ${account} has the sender ${number}, but it is not online (${sender.status}). ${inConsole}`
  }

  #notFound(trouble: Trouble): Registration | Refusal {
    if (trouble.kind === 'refused' && trouble.status === 401)
      return refuse('invalid', 'Twilio does not know this account with this auth token. Copy both from the Console.', {
        field: 'authToken',
      })
    if (trouble.kind === 'refused' && trouble.status === 404)
      return refuse('invalid', 'Twilio does not know this account. Copy its SID from the Console.', {
        field: 'accountSid',
      })
    if (trouble.kind === 'foreign' && trouble.status < 500)
      return refuse('invalid', 'What answers at the API root is not Twilio. Check the address.', { field: 'apiRoot' })
    const why = channelTrouble(trouble)
    return {
      profile: {},
      warning: why
        ? `${why.reason} ${why.remedy}`
        : 'Twilio could not be asked about the account just now. Parley connects as soon as it can be reached.',
    }
  }
}

const inConsole = 'Look into the Twilio Console.'

const numberOf = ({ sender }: WhatsAppSettings): string => sender.replace(/^whatsapp:/, '')

/** Twilio repeats a call that failed only when the address says so (facts/channels.md 0.3). */
export const withRepeats = (webhookUrl: string): string => `${webhookUrl}#rc=5&rp=all`

/** Null: Twilio calls us already. */
const whatToSet = (calls: string, webhookUrl: string | null): string | null => {
  if (webhookUrl === null)
    return 'Twilio cannot call it yet: pair Parley with a relay, or enter the Website URL in the system settings. The channel then shows its webhook address.'
  if (calls.replace(/#.*$/, '') === webhookUrl) return null
  return `Set the webhook of the sender at Twilio to ${withRepeats(webhookUrl)}`
}
