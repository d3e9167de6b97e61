// The emulated Graph API: whose token it is, which call it is, what goes wrong with it on demand, and the answer.
import { createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readAsked } from './asked.ts'
import { appSubscriptions, describePage, describePerson, listPages, subscribedApps } from './directory.ts'
import { dialog, exchange } from './login.ts'
import type { EmulatedPage } from './page.ts'
import { type Asked, graphError, noSuchThing, ok, type Reply, textIn } from './reply.ts'
import { controlThread, type SendPorts, sendMessage, uploadFile } from './send-api.ts'
import type { Fault, Place, World } from './world.ts'

export const answerGraph = async (
  ports: SendPorts & { readonly root: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { world } = ports
  const asked = await readAsked(request)
  const place = placeOf(world, asked)
  const fault = place === null ? undefined : world.takeFault(place)
  if (fault?.kind === 'hang') return
  if (fault?.kind === 'late') await fault.until
  if (fault?.kind === 'page') {
    response.writeHead(fault.status, { 'content-type': 'text/html' })
    return void response.end('<h1>Sorry, something went wrong.</h1>')
  }
  if (place === 'cdn') return sendFile(world, asked, response)
  const reply =
    fault?.kind === 'refuse'
      ? refusalOf(fault)
      : place === null
        ? noSuchThing(asked.path)
        : await answers[place](ports, asked)
  if (fault?.kind === 'lateAnswer') await fault.until
  if (fault?.kind === 'lose') return void response.destroy()
  const isHtml = reply.html !== undefined
  response.writeHead(reply.status, { 'content-type': isHtml ? 'text/html' : 'application/json; charset=UTF-8' })
  response.end(reply.html ?? JSON.stringify(reply.body))
}

const refusalOf = ({ code, subcode, message = 'Refused', status }: Extract<Fault, { kind: 'refuse' }>): Reply =>
  graphError(code, message, subcode, status)

const placeOf = (world: World, { path }: Asked): Place | null => {
  const [head = '', ...rest] = path.split('/').slice(1)
  const tail = rest.join('/')
  if (head === 'cdn') return 'cdn'
  if (path === '/oauth/access_token' || path === '/dialog/oauth') return 'token'
  if (tail === '') return ['me', 'app'].includes(head) || world.pages.some(page => page.id === head) ? 'me' : 'profile'
  if (/^(pass|take|release|request|extend)_thread_control$/.test(tail)) return 'control'
  return places[tail] ?? null
}

const places: Readonly<Record<string, Place>> = {
  accounts: 'accounts',
  subscribed_apps: 'subscribed',
  subscriptions: 'subscriptions',
  messages: 'messages',
  message_attachments: 'upload',
  thread_owner: 'owner',
  conversations: 'conversations',
}

type Answers = Record<
  Exclude<Place, 'cdn'>,
  (ports: SendPorts & { readonly root: string }, asked: Asked) => Reply | Promise<Reply>
>

const answers: Answers = {
  token: ({ world }, asked) => (asked.path === '/dialog/oauth' ? dialog(world, asked) : exchange(world, asked)),
  me: ({ world, root }, asked) => {
    if (asked.path === '/app') return withPage(world, asked, () => ok({ id: world.appId, name: 'Parley' }))
    if (world.userTokens.has(asked.token)) return ok({ id: world.owner.id, name: world.owner.name })
    return withPage(world, asked, page => describePage(page, root, asked))
  },
  accounts: ({ world, root }, asked) =>
    world.userTokens.has(asked.token) ? listPages(world, root, asked) : invalidToken(world, asked.token),
  subscribed: ({ world }, asked) => withPage(world, asked, page => subscribedApps(world, page, asked)),
  subscriptions: ({ world }, asked) =>
    asked.token === `${world.appId}|${world.appSecret}`
      ? appSubscriptions(world, asked)
      : invalidToken(world, asked.token),
  messages: (ports, asked) => withPage(ports.world, asked, page => sendMessage(ports, page, asked)),
  upload: ({ world }, asked) => withPage(world, asked, page => uploadFile(world, page, asked)),
  control: (ports, asked) =>
    withPage(ports.world, asked, page =>
      controlThread(ports, page, asked.path.split('/')[2]?.split('_')[0] ?? '', asked),
    ),
  owner: ({ world, clock }, asked) =>
    withPage(world, asked, page => {
      const holder = page.holder(textIn(asked, 'recipient'), clock.now())
      const isTold = holder !== null && (holder === world.appId || page.defaultApp === world.appId)
      return ok({ data: isTold ? [{ thread_owner: { app_id: holder, expiration: 86_400 } }] : [] })
    }),
  conversations: ({ world }, asked) =>
    withPage(world, asked, page => {
      const psid = textIn(asked, 'user_id')
      const sent = page.sent
        .filter(message => message.psid === psid)
        .map(({ mid, text }) => ({ id: mid, message: text }))
      return ok({ data: page.people.has(psid) ? [{ id: `t_${psid}`, messages: { data: sent.toReversed() } }] : [] })
    }),
  profile: ({ world }, asked) =>
    withPage(world, asked, page => {
      const id = asked.path.slice(1)
      return describePerson(page.people.get(id), id, asked)
    }),
}

/** The page that the token is of, when the path is about it and the proof, if there is one, is right. */
const withPage = (world: World, asked: Asked, then: (page: EmulatedPage) => Reply): Reply => {
  const page = world.pages.find(one => one.token !== null && one.token === asked.token)
  if (page === undefined) return invalidToken(world, asked.token)
  const proof = textIn(asked, 'appsecret_proof')
  if (proof !== '' && proof !== createHmac('sha256', world.appSecret).update(asked.token).digest('hex'))
    return graphError(100, 'Invalid appsecret_proof provided in the API argument')
  const head = asked.path.split('/')[1] ?? ''
  const isOther = world.pages.some(one => one.id === head && one !== page)
  return isOther ? graphError(200, '(#200) The permission(s) pages_messaging are not available') : then(page)
}

const invalidToken = (world: World, token: string): Reply => {
  const subcode = world.pages.map(page => page.ended.get(token)).find(one => one !== undefined)
  return subcode === undefined
    ? graphError(190, 'Invalid OAuth access token - Cannot parse access token', undefined, 401)
    : graphError(190, 'Error validating access token: Session has expired', subcode, 401)
}

const sendFile = (world: World, { path }: Asked, response: ServerResponse): void => {
  const file = world.files.get(path)
  if (file?.redirect !== undefined) {
    response.writeHead(302, { location: file.redirect })
    return void response.end()
  }
  response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.mime ?? 'text/plain' })
  response.end(file === undefined ? 'URL signature expired' : file.bytes)
}
