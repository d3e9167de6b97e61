// Twilio's REST API as the connector meets it: account, messages, senders, content, typing, media; with its own errors.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { EmulatedTemplate, Place, TakenMessage, World } from './world.ts'

interface Reply {
  readonly status: number
  readonly body: unknown
}

const refusal = (status: number, code: number, message: string): Reply => ({
  status,
  body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
})

/** Told of a message that was taken, before its answer goes out when `first` says so. */
export type Taken = (
  message: TakenMessage,
  first?: { readonly status: string; readonly code?: number },
) => Promise<void>

export const answerRest = async (
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  onTaken: Taken,
): Promise<void> => {
  const url = new URL(request.url ?? '/', 'http://twilio.test')
  const form = new URLSearchParams(await textOf(request))
  const place = placeOf(world, url.pathname)
  const say = ({ status, body }: Reply) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  if (place === null) return say(refusal(404, 20404, 'The requested resource was not found'))
  if (request.headers.authorization !== basic(world.accountSid, world.validToken))
    return say(refusal(401, 20003, 'Authenticate'))
  const fault = world.takeFault(place)
  if (fault?.kind === 'hang') return
  if (fault?.kind === 'page') {
    response.writeHead(fault.status, { 'content-type': 'text/html' })
    return void response.end('<h1>Gateway</h1>')
  }
  if (fault?.kind === 'refuse') return say(refusal(fault.status, fault.code ?? 20500, fault.message ?? 'Refused'))
  if (place === 'media') return sendMedia(world, url, response)
  if (place !== 'messages') return say(answers[place](world, form, url))
  const made = take(world, form)
  if (!('sid' in made)) return say(made)
  if (fault?.kind === 'reportFirst') await onTaken(made, fault)
  if (fault?.kind === 'lose') return void response.destroy()
  say({ status: 201, body: { sid: made.sid, status: 'queued', to: made.to, from: made.from } })
  await onTaken(made)
}

const placeOf = (world: World, path: string): Place | null => {
  const account = `/2010-04-01/Accounts/${world.accountSid}`
  if (path === `${account}.json`) return 'account'
  if (path === `${account}/Messages.json`) return 'messages'
  if (path.startsWith(`${account}/Messages/`) && path.includes('/Media/')) return 'media'
  if (path === '/v2/Channels/Senders') return 'senders'
  if (path === '/v1/ContentAndApprovals') return 'content'
  return path === '/v2/Indicators/Typing.json' ? 'typing' : null
}

const answers: Record<
  Exclude<Place, 'messages' | 'media'>,
  (world: World, form: URLSearchParams, url: URL) => Reply
> = {
  account: world => ({
    status: 200,
    body: { sid: world.accountSid, friendly_name: 'Lampion Ltd', status: world.accountStatus, type: 'Full' },
  }),
  senders: world => ({
    status: 200,
    body: {
      senders: [{ sid: 'XE1', sender_id: world.sender, status: world.senderStatus, profile: { name: 'Lampion' } }],
      meta: {},
    },
  }),
  content: (world, _form, url) => {
    // Two to a page, so that somebody has to turn it.
    const page = Number(url.searchParams.get('Page') ?? 0)
    const shown = world.templates.slice(page * 2, page * 2 + 2)
    const next =
      world.templates.length > page * 2 + 2
        ? `https://content.twilio.com/v1/ContentAndApprovals?Page=${page + 1}`
        : null
    return { status: 200, body: { contents: shown.map(contentOf), meta: { next_page_url: next, key: 'contents' } } }
  },
  typing: (world, form) => {
    world.typed.push(form.get('messageId') ?? '')
    return { status: 200, body: { success: true } }
  },
}

const contentOf = ({ sid, name, body, variables = {}, language = 'en', status = 'approved' }: EmulatedTemplate) => ({
  sid,
  friendly_name: name,
  language,
  variables,
  types: { 'twilio/text': { body } },
  approval_requests: { name, status, category: 'UTILITY' },
})

const take = (world: World, form: URLSearchParams): TakenMessage | Reply => {
  const field = (name: string) => form.get(name) ?? ''
  if (field('To') === '') return refusal(400, 21604, "A 'To' phone number is required.")
  if (field('From') !== world.sender)
    return refusal(400, 63007, 'Twilio could not find a Channel with the specified From address')
  if (field('Body') === '' && field('MediaUrl') === '' && field('ContentSid') === '')
    return refusal(400, 21619, 'A text message body or media urls must be specified.')
  if (field('Body').length > 1_600)
    return refusal(400, 21617, 'The concatenated message body exceeds the 1600 character limit')
  if (form.getAll('MediaUrl').length > 1) return refusal(400, 21623, 'Too many media')
  const template = world.templates.find(one => one.sid === field('ContentSid'))
  if (field('ContentSid') !== '' && template === undefined) return refusal(400, 21654, 'ContentSid not found')
  const message = {
    sid: world.sid('SM'),
    to: field('To'),
    from: field('From'),
    body: field('Body'),
    mediaUrl: form.get('MediaUrl'),
    contentSid: form.get('ContentSid'),
    variables: JSON.parse(form.get('ContentVariables') ?? '{}') as Record<string, string>,
    statusCallback: form.get('StatusCallback'),
  }
  world.messages.push(message)
  return message
}

const sendMedia = (world: World, url: URL, response: ServerResponse): void => {
  const file = world.files.get(url.pathname)
  if (file?.redirect !== undefined) {
    response.writeHead(307, { location: file.redirect })
    return void response.end()
  }
  response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.mime ?? 'application/json' })
  response.end(file?.bytes)
}

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const part of request) text += String(part)
  return text
}
