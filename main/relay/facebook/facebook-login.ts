// The login at Facebook that a workstation begins here, because the app's secret is here: the person goes to Facebook and comes back,
// the relay turns that into the pages they chose, and hands them to the workstation that asked, and to nobody else.
import type { Log } from '../../channels/channel.ts'
import type { Clock } from '../../domain/clock.ts'
import type { FacebookApp } from '../command-line.ts'
import type { FromRelay } from '../protocol.ts'
import { type Fetch, LoginGraph, type LoginPage, LoginTrouble } from './login-graph.ts'
import { loginPage } from './login-page.ts'
import { type FacebookRoots, graphVersion, officialRoots } from './roots.ts'
import { goodForMs, type Ticket, Tickets } from './tickets.ts'

/** What a page needs so that it can be served (Messenger Platform, "Permissions"). */
const scope = 'pages_show_list,pages_messaging,pages_manage_metadata,pages_read_engagement'
const cookieName = 'parley_login'

export interface LoginParts {
  readonly publicUrl: string
  readonly facebook: FacebookApp | null
  readonly roots: FacebookRoots
  readonly clock: Clock
  readonly log: Log
  readonly fetch?: Fetch
  /** False: the workstation is away. */
  tell(deskId: string, frame: FromRelay): boolean
}

export class FacebookLogin {
  readonly #parts: LoginParts
  readonly #tickets: Tickets
  readonly #graph: LoginGraph | null

  constructor(parts: LoginParts) {
    const { facebook, roots, clock, fetch } = parts
    this.#parts = parts
    this.#tickets = new Tickets(clock)
    this.#graph = facebook === null ? null : new LoginGraph(facebook, roots, clock, fetch)
  }

  /** What the workstation is told at once. */
  begin(deskId: string, wish: string): FromRelay {
    if (this.#graph === null) return done(wish, [], 'This relay has no app at Facebook: whoever runs it sets one up.')
    const { id } = this.#tickets.issue(deskId, wish)
    return { type: 'login', wish, url: `${this.#parts.publicUrl}/facebook/login/${id}` }
  }

  /** GET /facebook/login/<ticket>: sends the browser on to Facebook. */
  async start(id: string): Promise<Response> {
    const { facebook, roots, publicUrl } = this.#parts
    const browser = this.#tickets.begin(id)
    if (browser === null || facebook === null) return loginPage(410, 'This link has ended', startAgain)
    const query = new URLSearchParams({
      client_id: facebook.appId,
      redirect_uri: this.#redirectUri,
      state: browser.state,
      response_type: 'code',
      scope,
    })
    const safe = publicUrl.startsWith('https:') ? '; Secure' : ''
    return new Response(null, {
      status: 302,
      headers: {
        location: `${roots.dialog}/${graphVersion}/dialog/oauth?${query}`,
        'set-cookie': `${cookieName}=${browser.cookie}; HttpOnly; SameSite=Lax; Path=/; Max-Age=${goodForMs / 1_000}${safe}`,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      },
    })
  }

  /** GET /facebook/callback: the person is back. */
  async finish(query: URLSearchParams, cookies: string): Promise<Response> {
    const cookie = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]+)`).exec(cookies)?.[1] ?? ''
    const ticket = this.#tickets.finish(query.get('state') ?? '', cookie)
    if (ticket === null) return loginPage(400, 'This login is not known here', startAgain)
    const trouble = refusalIn(query)
    if (trouble !== null) return this.#hand(ticket, [], trouble)
    try {
      const pages = await this.#pagesFor(query.get('code') ?? '')
      const none =
        pages.length === 0 ? 'No page was chosen, or you manage none. Log in again and tick the pages.' : null
      return await this.#hand(ticket, pages, none)
    } catch (error) {
      if (!(error instanceof LoginTrouble)) this.#parts.log.error('A login broke off', { error: String(error) })
      const words = error instanceof LoginTrouble ? error.message : 'Something went wrong at the relay. Try again.'
      return this.#hand(ticket, [], words)
    }
  }

  get #redirectUri(): string {
    return `${this.#parts.publicUrl}/facebook/callback`
  }

  async #pagesFor(code: string): Promise<LoginPage[]> {
    const graph = this.#graph
    if (graph === null) throw new LoginTrouble('This relay has no app at Facebook.')
    const pages = await graph.pages(await graph.userToken(code, this.#redirectUri))
    const callback = `${this.#parts.publicUrl}/hooks/facebook`
    await graph.subscribe(callback).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error)
      throw new LoginTrouble(`Facebook cannot call the relay at ${callback}, so no messages would arrive. ${why}`)
    })
    return pages
  }

  async #hand({ deskId, wish }: Ticket, pages: LoginPage[], trouble: string | null): Promise<Response> {
    const { roots, log } = this.#parts
    const isThere = this.#parts.tell(deskId, {
      ...done(wish, pages, trouble),
      ...(roots.graph === officialRoots.graph ? {} : { apiRoot: roots.graph }),
    })
    if (!isThere) {
      log.warn('A login ended while its workstation was away', { deskId })
      return loginPage(503, 'Parley is away', `Your workstation is not connected to the relay just now. ${startAgain}`)
    }
    if (trouble !== null)
      return loginPage(200, 'That did not work', `${trouble} You can close this page and go back to Parley.`)
    return loginPage(200, 'You can go back to Parley now', 'It shows your pages. This page can be closed.')
  }
}

const startAgain = 'Go back to Parley and begin the login again.'

const done = (wish: string, pages: LoginPage[], trouble: string | null): Extract<FromRelay, { type: 'loggedIn' }> => ({
  type: 'loggedIn',
  wish,
  pages,
  trouble,
})

/** Null: the person said yes. */
const refusalIn = (query: URLSearchParams): string | null => {
  const error = query.get('error') ?? query.get('error_code')
  if (error === null) return query.get('code') === null ? 'Facebook gave no code. Begin the login again.' : null
  if (query.get('error_reason') === 'user_denied' || error === 'access_denied')
    return 'The login was cancelled at Facebook, so no pages were connected.'
  const words = (query.get('error_description') ?? query.get('error_message') ?? error).slice(0, 300)
  return `Facebook said: ${words}`
}
