// Files between visitors and agents: in with a limit, out to their own conversation only, and never as a page of ours.
import { request } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readBody } from '../../../main/channels/web/door/uploads.ts'
import { HandClock, settled } from '../../kit/hand-clock.ts'
import { type CustomerHouse, type OpenChannel, startCustomerHouse } from '../../kit/web/customer-house.ts'
import type { WebVisitor } from '../../kit/web/web-visitor.ts'

let clock: HandClock
let house: CustomerHouse
let website: OpenChannel
let visitor: WebVisitor

beforeEach(async () => {
  clock = new HandClock()
  house = await startCustomerHouse(clock)
  website = house.open('website', { maxFileMb: 2 })
  visitor = await house.visitor()
  await visitor.hello()
})
afterEach(() => house[Symbol.asyncDispose]())

const MB = 1024 * 1024

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const upload = (
  body: Uint8Array<ArrayBuffer>,
  { name = 'note.txt', type = 'text/plain', token = visitor.token } = {},
) =>
  fetch(`${house.url}/chat/api/files?name=${encodeURIComponent(name)}&width=640&height=480`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': type },
    body,
  })

const download = (id: string, token = visitor.token) =>
  fetch(`${house.url}/chat/api/files/${id}`, { headers: { Authorization: `Bearer ${token}` } })

const words = (text: string) => new TextEncoder().encode(text)

describe('a visitor sends a file', () => {
  test('it is kept, said with a message, and can be fetched by the visitor again', async () => {
    const answer = await upload(words('the bill'), { name: 'счёт "1".png', type: 'image/png' })
    expect(answer.status).toBe(201)
    const { file, ...shown } = (await answer.json()) as { file: string }
    expect(shown).toEqual({ kind: 'photo', name: 'счёт "1".png', mime: 'image/png', width: 640, height: 480, size: 8 })
    visitor.say('See the picture', 'client-0001', file)
    await visitor.hear('ack')
    expect(website.door.said).toMatchObject([
      {
        kind: 'photo',
        text: 'See the picture',
        attachments: [{ name: 'счёт "1".png', mime: 'image/png', size: 8, width: 640 }],
      },
    ])
    const back = await house.visitor()
    const [message] = (await back.hello({ token: visitor.token })).messages
    const got = await download(message?.attachments[0]?.id ?? '')
    expect(await got.text()).toBe('the bill')
  })

  test('a file needs no words', async () => {
    const { file } = (await (await upload(words('x'))).json()) as { file: string }
    visitor.say('', 'client-0001', file)
    await visitor.hear('ack')
    expect(website.door.said).toMatchObject([{ kind: 'document', text: '' }])
  })

  test("nobody can say somebody else's file, nor one that was never sent", async () => {
    const { file } = (await (await upload(words('secret'))).json()) as { file: string }
    const other = await house.visitor()
    await other.hello()
    other.say('Give it to me', 'client-0001', file)
    expect(await other.hear('refused')).toMatchObject({ clientId: 'client-0001', code: 'invalid' })
    const [body = ''] = file.split('.')
    visitor.say('Forged', 'client-0002', `${body}.${'A'.repeat(43)}`)
    expect(await visitor.hear('refused')).toMatchObject({ clientId: 'client-0002', code: 'invalid' })
    visitor.say('A pass is no file', 'client-0003', visitor.token)
    expect(await visitor.hear('refused')).toMatchObject({ clientId: 'client-0003', code: 'invalid' })
    expect(website.door.said).toEqual([])
  })

  test('one that is too large is refused with a sentence', async () => {
    const answer = await upload(new Uint8Array(2 * MB + 1))
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({
      refused: true,
      code: 'tooLarge',
      sentence: 'A file can have at most 2 MB.',
    })
    expect((await upload(new Uint8Array(2 * MB))).status).toBe(201)
  })

  test.each([
    ['that tells its size', true],
    ['that does not', false],
  ])('fifty megabytes %s are refused, and the sender gets to read it', async (_how, tells) => {
    const part = Buffer.alloc(MB)
    const { status, body } = await new Promise<{ status: number; body: string }>((resolve, reject) => {
      const headers = { Authorization: `Bearer ${visitor.token}`, ...(tells ? { 'Content-Length': 50 * MB } : {}) }
      const outgoing = request(`${house.url}/chat/api/files?name=film.mp4`, { method: 'POST', headers }, answer => {
        let body = ''
        answer.on('data', data => {
          body += data
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
      })
      outgoing.on('error', reject)
      let sent = 0
      const more = () => {
        while (sent < 50) {
          sent += 1
          if (!outgoing.write(part)) return void outgoing.once('drain', more)
        }
        outgoing.end()
      }
      more()
    })
    expect(status).toBe(413)
    expect(JSON.parse(body)).toMatchObject({ code: 'tooLarge' })
  })

  test.each([50 * MB, null])(
    'of fifty megabytes (declared: %j) no more than the limit is ever held in memory',
    async declared => {
      const parts: WeakRef<Uint8Array>[] = []
      let held = 0
      const body = new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            if (parts.length % 10 === 9) {
              await settled()
              collectGarbage()
              held = Math.max(held, parts.filter(part => part.deref() !== undefined).length)
            }
            if (parts.length === 50) return controller.close()
            const part = new Uint8Array(MB)
            parts.push(new WeakRef(part))
            controller.enqueue(part)
          },
        },
        { highWaterMark: 1 },
      )
      expect(await readBody(body, declared, 5 * MB)).toMatchObject({ refused: true, code: 'tooLarge' })
      expect(held).toBeLessThanOrEqual(7)
    },
  )

  test('an empty file, a file without a pass and a file in a chat without files are refused in words', async () => {
    expect(await (await upload(new Uint8Array(0))).json()).toMatchObject({ sentence: 'This file is empty.' })
    const stranger = await upload(words('x'), { token: 'nobody' })
    expect(stranger.status).toBe(401)
    expect(await stranger.json()).toMatchObject({ code: 'notSignedIn' })
    house.open('quiet', { maxFileMb: 0 })
    const guest = await house.visitor({ channel: 'quiet' })
    expect(await guest.hello()).toMatchObject({ maxFileSize: 0 })
    const answer = await upload(words('x'), { token: guest.token })
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ sentence: 'Files cannot be sent in this chat.' })
  })

  test('too many files in a short time are asked to wait', async () => {
    for (let i = 0; i < 10; i++) expect((await upload(words(`file ${i}`))).status).toBe(201)
    const answer = await upload(words('one more'))
    expect(answer.status).toBe(429)
    expect(answer.headers.get('Retry-After')).toBe('5')
    clock.advance(5_000)
    expect((await upload(words('one more'))).status).toBe(201)
  })

  test('when the disk fails the page is told to try again', async () => {
    website.door.broken = new Error('disk full')
    const answer = await upload(words('x'))
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ code: 'unavailable', retryAfterMs: 2_000 })
  })

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\cv.docx', 'cv.docx'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['a\r\nb\u0000.txt', 'ab.txt'],
    ['', 'file'],
  ])('the name %j becomes %j', async (name, becomes) => {
    expect(await (await upload(words('x'), { name })).json()).toMatchObject({ name: becomes })
  })
})

describe('an agent sends a file', () => {
  test('the visitor fetches it; another visitor does not', async () => {
    const bytes = words('label')
    const reply = await website.door.reply(visitor.address, 'Your label', {
      name: 'label.pdf',
      mime: 'application/pdf',
      bytes,
    })
    await website.link.send(reply, new AbortController().signal)
    const { message } = await visitor.hear('message')
    expect(message).toMatchObject({
      kind: 'document',
      text: 'Your label',
      attachments: [{ name: 'label.pdf', size: 5 }],
    })
    const id = message.attachments[0]?.id ?? ''
    expect(await (await download(id)).text()).toBe('label')
    const other = await house.visitor()
    await other.hello()
    const refused = await download(id, other.token)
    expect(refused.status).toBe(404)
    expect(await refused.json()).toMatchObject({ sentence: 'There is no such file in your conversation.' })
    expect((await fetch(`${house.url}/chat/api/files/${id}`)).status).toBe(401)
  })

  test.each(['text/html', 'image/svg+xml', 'application/pdf', 'not a type\r\nX-Evil: 1'])(
    'a file of type %j is saved, never shown as a page of ours',
    async mime => {
      const bytes = words('<script>alert(1)</script>')
      const reply = await website.door.reply(visitor.address, '', { name: 'x".html', mime, bytes })
      await website.link.send(reply, new AbortController().signal)
      const { message } = await visitor.hear('message')
      const { headers } = await download(message.attachments[0]?.id ?? '')
      expect(headers.get('Content-Disposition')).toBe("attachment; filename*=UTF-8''x%22.html")
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('Content-Security-Policy')).toContain('sandbox')
      expect(headers.get('X-Frame-Options')).toBe('DENY')
      expect(headers.get('X-Evil')).toBeNull()
    },
  )
})
