// Facebook pages become channels: a person logs in at Facebook through the relay, ticks pages, and each gets a channel of its own.
// Tokens go from the relay into the sealed settings of the channels, and to no screen.
import { nameKey } from '../../domain/name-key.ts'
import { hasControls, looksEmpty } from '../../domain/readable.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { isThisMachineOnly } from '../../domain/relay.ts'
import type { Channel, Store } from '../../storage/store.ts'
import type { Actor, ChannelVerbs } from '../verbs.ts'
import { pairedRelay } from './paired.ts'
import type { RelayKeeper } from './relay-keeper.ts'
import type { ChosenPage, LoginOutcome } from './relay-line.ts'
import type { ConnectedPages, LoginState, OfferedPage, PageVerbs } from './relay-verbs.ts'

type Input = Parameters<PageVerbs['connectPages']>[1]
type Connected = ConnectedPages['connected'][number]

export class FacebookPages implements PageVerbs {
  readonly #store: Store
  readonly #keeper: Pick<RelayKeeper, 'now' | 'logins' | 'beginLogin'>
  readonly #channels: Pick<ChannelVerbs, 'register' | 'update'>

  constructor(
    ports: { store: Store },
    keeper: Pick<RelayKeeper, 'now' | 'logins' | 'beginLogin'>,
    channels: Pick<ChannelVerbs, 'register' | 'update'>,
  ) {
    this.#store = ports.store
    this.#keeper = keeper
    this.#channels = channels
  }

  async beginLogin(actor: Actor): Promise<{ readonly wish: string; readonly url: string } | Refusal> {
    const { state } = this.#keeper.now.state
    if (state === 'off')
      return refuse('unavailable', 'Pair Parley with a relay first: the login at Facebook goes through it.')
    const relay = await pairedRelay(this.#store)
    if (state === 'online' && relay !== null && relay.facebookApp === null)
      return refuse(
        'unavailable',
        'The relay has no app at Facebook. Whoever runs it sets one up; then pages can be added here.',
      )
    const login = await this.#keeper.logins.begin(actor.agentId, wish => this.#keeper.beginLogin(wish))
    if (login === null) return refuse('unavailable', 'The relay cannot be reached just now. Try again when it is back.')
    const { wish, url } = login
    if (url !== null) return { wish, url }
    const outcome = this.#keeper.logins.outcome(actor.agentId, wish)
    const words = outcome !== null && outcome !== 'waiting' ? outcome.trouble : null
    return refuse('unavailable', words ?? 'The relay does not take this login. Try again.')
  }

  async login(actor: Actor, wish: string): Promise<LoginState | Refusal> {
    const outcome = this.#keeper.logins.outcome(actor.agentId, wish)
    if (outcome === null) return loginEnded()
    if (outcome === 'waiting') return { state: 'waiting' }
    if (outcome.trouble !== null) return { state: 'failed', sentence: outcome.trouble }
    const channels = await this.#store.channels.all()
    return { state: 'pages', pages: outcome.pages.map(page => offered(page, channels)) }
  }

  async connectPages(actor: Actor, input: Input): Promise<ConnectedPages | Refusal> {
    const outcome = this.#keeper.logins.outcome(actor.agentId, input.wish)
    if (outcome === null || outcome === 'waiting') return loginEnded()
    const wanted = outcome.pages.filter(page => input.pageIds.includes(page.id))
    if (wanted.length === 0) return refuse('invalid', 'pageIds: tick at least one page.', { field: 'pageIds' })
    const connected: Connected[] = []
    const refused: ConnectedPages['refused'][number][] = []
    for (const page of wanted) {
      const made = await this.#connect(actor, page, outcome, input)
      if (!isRefusal(made)) connected.push(made)
      else if (made.field === 'queueId') return made
      else refused.push({ pageId: page.id, name: page.name, sentence: made.sentence })
    }
    return { connected, refused }
  }

  async #connect(actor: Actor, page: ChosenPage, outcome: LoginOutcome, input: Input): Promise<Connected | Refusal> {
    const channels = await this.#store.channels.all()
    const { missing, channel } = offered(page, channels)
    if (missing.length > 0) return refuse('notAllowed', `Your account at Facebook may not do enough on ${page.name}.`)
    const given = { pageToken: page.accessToken, ...(await this.#apiRoot(outcome)) }
    const known = channels.find(one => one.id === channel?.id)
    if (known !== undefined) {
      const card = await this.#channels.update(actor, known.id, { settings: { ...known.settings, ...given } })
      return isRefusal(card) ? card : connectedAs(page, card, false)
    }
    const card = await this.#channels.register(actor, {
      kind: 'facebook',
      name: freeName(page, channels),
      queueId: input.queueId,
      active: input.active,
      settings: { pageId: page.id, ...given },
    })
    return isRefusal(card) ? card : connectedAs(page, card, true)
  }

  /** A relay on this machine is a test's; any other cannot send what agents write to a place of its own. */
  async #apiRoot({ apiRoot }: LoginOutcome): Promise<{ readonly apiRoot?: string }> {
    const relay = await pairedRelay(this.#store)
    return apiRoot !== undefined && relay !== null && isThisMachineOnly(relay.url) ? { apiRoot } : {}
  }
}

const loginEnded = (): Refusal => refuse('notFound', 'This login has ended. Begin it again.', { field: 'wish' })

const connectedAs = (
  page: ChosenPage,
  card: { readonly channel: Channel; readonly warning?: string },
  isNew: boolean,
): Connected => ({
  pageId: page.id,
  channelId: card.channel.id,
  name: card.channel.name,
  isNew,
  warning: card.warning ?? null,
})

const offered = (page: ChosenPage, channels: readonly Channel[]): OfferedPage => {
  const channel = channels.find(({ kind, settings }) => kind === 'facebook' && settings.pageId === page.id)
  return {
    id: page.id,
    name: page.name,
    picture: page.picture !== undefined && /^data:image\/(png|jpeg);base64,/.test(page.picture) ? page.picture : null,
    missing: [
      ...(page.tasks.includes('MODERATE') ? [] : (['MODERATE'] as const)),
      ...(page.tasks.includes('MESSAGING') || page.tasks.includes('MESSAGE') ? [] : (['MESSAGING'] as const)),
    ],
    channel: channel === undefined ? null : { id: channel.id, name: channel.name },
  }
}

/** The page's own, unless a channel has it or nobody could read it. */
const freeName = ({ id, name }: ChosenPage, channels: readonly Channel[]): string => {
  const taken = new Set(channels.map(channel => nameKey(channel.name)))
  const own = name.trim().slice(0, 180)
  const plain = own === '' || hasControls(own) || looksEmpty(own) ? `Page ${id}` : own
  const found = [plain, `${plain} (Facebook)`].find(one => !taken.has(nameKey(one)))
  return found ?? `${plain} (${id})`
}
