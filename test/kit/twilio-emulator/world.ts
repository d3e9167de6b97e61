// What there is at the emulated Twilio: an account, its templates, the files it keeps, and the messages it took from us.
export interface TakenMessage {
  readonly sid: string
  readonly to: string
  readonly from: string
  readonly body: string
  readonly mediaUrl: string | null
  readonly contentSid: string | null
  readonly variables: Readonly<Record<string, string>>
  readonly statusCallback: string | null
}

export interface EmulatedTemplate {
  readonly sid: string
  readonly name: string
  readonly body: string
  readonly variables?: Readonly<Record<string, string>>
  readonly language?: string
  readonly status?: string
}

/** What the next call of one kind meets, once. */
export type Fault =
  | { readonly kind: 'refuse'; readonly status: number; readonly code?: number; readonly message?: string }
  /** Nothing is done and nothing is answered, until the caller gives up. */
  | { readonly kind: 'hang' }
  /** It is done, and the answer is lost. */
  | { readonly kind: 'lose' }
  /** Something in between answers with a page. */
  | { readonly kind: 'page'; readonly status: number }
  /** It is done, its first report comes, and only then the answer. */
  | { readonly kind: 'reportFirst'; readonly status: string; readonly code?: number }

export type Place = 'account' | 'messages' | 'senders' | 'content' | 'typing' | 'media'

export class World {
  readonly accountSid = `AC${'0123456789abcdef'.repeat(2)}`
  readonly authToken = 'f00dfacef00dfacef00dfacef00dface'
  readonly sender = 'whatsapp:+14155550100'
  accountStatus = 'active'
  /** The one that is valid; another one is refused. */
  validToken = this.authToken
  senderStatus = 'ONLINE'
  readonly templates: EmulatedTemplate[] = []
  readonly messages: TakenMessage[] = []
  readonly files = new Map<string, { readonly bytes: Uint8Array; readonly mime: string; readonly redirect?: string }>()
  /** Ids of messages that somebody was seen to type an answer to. */
  readonly typed: string[] = []
  readonly faults = new Map<Place, Fault[]>()
  #count = 0

  sid(prefix: string): string {
    return `${prefix}${(++this.#count).toString(16).padStart(32, '0')}`
  }

  meets(place: Place, ...faults: Fault[]): void {
    this.faults.set(place, [...(this.faults.get(place) ?? []), ...faults])
  }

  takeFault(place: Place): Fault | undefined {
    return this.faults.get(place)?.shift()
  }
}
