// What there is at the emulated Meta: one app of ours, pages with their people, files, and the messages that pages sent.
import { EmulatedPage } from './page.ts'

/** Everything that Parley subscribes to (Messenger Platform, "Webhooks", page subscriptions). */
export const everyField = [
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
] as const

/** What the next call of one kind meets, once. */
export type Fault =
  | {
      readonly kind: 'refuse'
      readonly status?: number
      readonly code: number
      readonly subcode?: number
      readonly message?: string
      readonly type?: string
    }
  /** Nothing is done and nothing is answered, until the caller gives up. */
  | { readonly kind: 'hang' }
  /** It is done, and the answer is lost. */
  | { readonly kind: 'lose' }
  /** Something in between answers with a page. */
  | { readonly kind: 'page'; readonly status: number }
  /** It is done and answered as soon as `until` resolves. */
  | { readonly kind: 'late'; readonly until: Promise<void> }
  /** It is done at once, and answered as soon as `until` resolves. */
  | { readonly kind: 'lateAnswer'; readonly until: Promise<void> }

export type Place =
  | 'messages'
  | 'upload'
  | 'me'
  | 'accounts'
  | 'subscribed'
  | 'subscriptions'
  | 'token'
  | 'control'
  | 'owner'
  | 'conversations'
  | 'profile'
  | 'cdn'

export interface EmulatedFile {
  readonly bytes: Uint8Array
  readonly mime: string
  readonly redirect?: string
}

/** A person who may log in, and the pages that they manage. */
export interface PageOwner {
  readonly id: string
  readonly name: string
  readonly pages: EmulatedPage[]
}

export class World {
  readonly appId = '1444000111222333'
  readonly appSecret = 'c0ffee00c0ffee00c0ffee00c0ffee00'
  verifyToken = 'a word between us'
  /** Where the app is called; set by hand or by a call to /{app}/subscriptions. */
  callback = ''
  /** Fields that the app as a whole is subscribed to. */
  readonly appFields = new Set<string>(everyField)
  readonly pages: EmulatedPage[] = []
  readonly files = new Map<string, EmulatedFile>()
  readonly owner: PageOwner = { id: '10158000000000001', name: 'Olive Owner', pages: [] }
  /** Codes of logins that were not exchanged yet, with what they were given for. */
  readonly codes = new Map<string, { readonly redirect: string }>()
  /** Tokens of persons. */
  readonly userTokens = new Map<string, { readonly longLived: boolean }>()
  readonly faults = new Map<Place, Fault[]>()
  #count = 0

  /** A number that was not there before, as Meta's are: long, and no number to calculate with. */
  number(prefix: string): string {
    return `${prefix}${String(++this.#count).padStart(10, '0')}`
  }

  addPage(name: string): EmulatedPage {
    const page = new EmulatedPage(this.number('10920'), name, this.number('EAAGpage'))
    this.pages.push(page)
    this.owner.pages.push(page)
    return page
  }

  meets(place: Place, ...faults: Fault[]): void {
    this.faults.set(place, [...(this.faults.get(place) ?? []), ...faults])
  }

  takeFault(place: Place): Fault | undefined {
    return this.faults.get(place)?.shift()
  }

  /** Keeps a file, and returns the path by which it is fetched. */
  keep(bytes: Uint8Array, mime: string, redirect?: string): string {
    const path = `/cdn/${this.number('v_')}/file`
    this.files.set(path, { bytes, mime, ...(redirect === undefined ? {} : { redirect }) })
    return path
  }
}
