// What the relay asks the Graph API during a login: a token for the code, one that lasts, the pages, and the calls of the app.
// Sources: Facebook Login, "Manually Build a Login Flow"; Graph API, "Application Subscriptions" (facts/channels.md 2.6).
import { z } from 'zod'
import { deadline } from '../../channels/deadline.ts'
import { subscribedFields } from '../../channels/facebook/registration-worker.ts'
import { type Clock, SECOND } from '../../domain/clock.ts'
import type { FacebookApp } from '../command-line.ts'
import type { FromRelay } from '../protocol.ts'
import { type FacebookRoots, graphVersion } from './roots.ts'

export type LoginPage = Extract<FromRelay, { type: 'loggedIn' }>['pages'][number]
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Facebook said no, or nothing that can be used. The message is for a person, and holds no secret. */
export class LoginTrouble extends Error {}

const answerWithinMs = 20 * SECOND
const pictureWithinMs = 5 * SECOND
/** A hundred pages each: nobody manages more than so many, and an answer must not go on for ever. */
const mostTurns = 10
/** What all of it weighs must fit into one frame. */
const mostPictures = 100
const largestPicture = 60 * 1024

const token = z.object({ access_token: z.string().min(1) })
const failure = z.object({ error: z.object({ code: z.number(), message: z.string().nullish() }) })
const accounts = z.object({
  data: z.array(
    z.object({
      id: z.union([z.string(), z.number()]).transform(String),
      name: z.string().nullish(),
      access_token: z.string().nullish(),
      tasks: z.array(z.string()).nullish(),
      picture: z.object({ data: z.object({ url: z.string().nullish() }).nullish() }).nullish(),
    }),
  ),
  paging: z.object({ next: z.string().nullish() }).nullish(),
})

export class LoginGraph {
  readonly #app: FacebookApp
  readonly #roots: FacebookRoots
  readonly #clock: Clock
  readonly #fetch: Fetch

  constructor(app: FacebookApp, roots: FacebookRoots, clock: Clock, fetch: Fetch = globalThis.fetch) {
    this.#app = app
    this.#roots = roots
    this.#clock = clock
    this.#fetch = fetch
  }

  /** A token of the person's that lasts: tokens of pages that are made by it do not end with time. */
  async userToken(code: string, redirectUri: string): Promise<string> {
    const { appId, appSecret } = this.#app
    const own = { client_id: appId, client_secret: appSecret }
    const brief = await this.#token({ ...own, redirect_uri: redirectUri, code })
    return this.#token({ ...own, grant_type: 'fb_exchange_token', fb_exchange_token: brief })
  }

  /** All that the person chose, with small pictures. */
  async pages(userToken: string): Promise<LoginPage[]> {
    const query = new URLSearchParams({ fields: 'id,name,access_token,tasks,picture{url}', limit: '100' })
    const pages: LoginPage[] = []
    let next: string | null = `${this.#roots.graph}/${graphVersion}/me/accounts?${query}`
    for (let turn = 0; next !== null && turn < mostTurns; turn++) {
      const found: z.infer<typeof accounts> = parsed(accounts, await this.#call(next, userToken))
      const withPicture = Math.max(0, mostPictures - pages.length)
      const all = await Promise.all(found.data.map((one, i) => this.#page(one, i < withPicture)))
      pages.push(...all.filter(page => page !== null))
      next = this.#own(found.paging?.next ?? null)
    }
    return pages
  }

  /** Has Facebook call the relay for all pages of the app; Facebook makes its acquaintance before it answers. */
  async subscribe(callbackUrl: string): Promise<void> {
    const { appId, appSecret, verifyToken } = this.#app
    const values = {
      object: 'page',
      callback_url: callbackUrl,
      verify_token: verifyToken,
      fields: subscribedFields.join(','),
      include_values: 'true',
    }
    await this.#call(`${this.#roots.graph}/${graphVersion}/${appId}/subscriptions`, `${appId}|${appSecret}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(values),
    })
  }

  async #token(values: Readonly<Record<string, string>>): Promise<string> {
    const body = new URLSearchParams(values)
    const answer = await this.#call(`${this.#roots.graph}/${graphVersion}/oauth/access_token`, null, {
      method: 'POST',
      body,
    })
    return parsed(token, answer).access_token
  }

  async #page(one: z.infer<typeof accounts>['data'][number], withPicture: boolean): Promise<LoginPage | null> {
    const { id, name, access_token: accessToken, tasks } = one
    // Without a token there is nothing that anybody could do with it.
    if (!accessToken || !/^\d{1,30}$/.test(id)) return null
    const picture = withPicture ? await this.#picture(one.picture?.data?.url ?? '') : null
    return { id, name: name || id, accessToken, tasks: tasks ?? [], ...(picture === null ? {} : { picture }) }
  }

  /** As a data: address, because screens fetch nothing from elsewhere. Null: it does not matter. */
  async #picture(url: string): Promise<string | null> {
    if (!/^https?:\/\//.test(url)) return null
    const limit = deadline(this.#clock, pictureWithinMs, new AbortController().signal)
    try {
      const answer = await this.#fetch(url, { signal: limit.signal, redirect: 'follow' })
      const [type] = (answer.headers.get('content-type') ?? '').split(';')
      if (!answer.ok || (type !== 'image/png' && type !== 'image/jpeg')) return null
      if (Number(answer.headers.get('content-length') ?? 0) > largestPicture) return null
      const bytes = Buffer.from(await answer.arrayBuffer())
      return bytes.byteLength > largestPicture ? null : `data:${type};base64,${bytes.toString('base64')}`
    } catch {
      return null
    } finally {
      limit.done()
    }
  }

  /** The next page of a list is at Facebook as well, or it is none: the token goes nowhere else. */
  #own(next: string | null): string | null {
    if (next === null || !URL.canParse(next)) return null
    const url = new URL(next)
    if (url.origin !== new URL(this.#roots.graph).origin) return null
    url.searchParams.delete('access_token')
    return url.href
  }

  async #call(url: string, bearer: string | null, init: RequestInit = {}): Promise<unknown> {
    const limit = deadline(this.#clock, answerWithinMs, new AbortController().signal)
    const headers = { ...init.headers, ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }) }
    try {
      const answer = await this.#fetch(url, { ...init, headers, redirect: 'error', signal: limit.signal })
      const body: unknown = await answer.json().catch(() => null)
      const said = failure.safeParse(body).data?.error
      if (said !== undefined) throw new LoginTrouble(`Facebook said: ${said.message ?? `error ${said.code}`}`)
      if (!answer.ok)
        throw new LoginTrouble(`Facebook has trouble of its own (HTTP ${answer.status}). Try again later.`)
      return body
    } catch (error) {
      throw error instanceof LoginTrouble ? error : new LoginTrouble('Facebook could not be reached. Try again later.')
    } finally {
      limit.done()
    }
  }
}

const parsed = <Shape extends z.ZodType>(shape: Shape, body: unknown): z.infer<Shape> => {
  const found = shape.safeParse(body)
  if (!found.success) throw new LoginTrouble('Facebook answered with something that is not understood.')
  return found.data
}
