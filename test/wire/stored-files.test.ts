// Files that strangers sent, on their way to an agent's browser: never run, never under a lie, and only to those who may see the chat.
import { expect, test } from 'vitest'
import { permissions } from '../../main/domain/permissions.ts'
import { anOpenHouse, type OpenHouse } from '../kit/open-house.ts'

const bytes = Buffer.from('0123456789')

/** Ann accepts a chat and sends a file in it. */
const sendFile = async (house: OpenHouse, ann: string, name: string, mime: string): Promise<string> => {
  const { body } = await house.call('files/upload', { base64: bytes.toString('base64') }, ann)
  await house.call('messageManager/receive', {
    channelId: 'stage',
    message: { externalId: '1', address: 'carol', sender: { name: 'Carol' }, text: 'Hello' },
  }, ann) // biome-ignore format: one call
  await house.office.settled()
  const { chats } = (await house.call('chatService/getChats', {}, ann)).body as { chats: { id: string }[] }
  const chatId = chats[0]?.id
  await house.call('chatService/acceptChat', { chatId }, ann)
  const sent = await house.call('messageManager/send', { chatId, file: { fileId: body.fileId, name, mime } }, ann)
  expect(sent.status).toBe(200)
  const { attachments } = sent.body as { attachments: { url: string }[] }
  return attachments[0]?.url ?? ''
}

const get = (house: OpenHouse, path: string, token: string | null, headers: Record<string, string> = {}) =>
  fetch(`${house.url}/${path}`, {
    headers: { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
  })

test('a picture is shown', async () => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', ...permissions)
  const url = await sendFile(house, ann, 'beach.png', 'image/png')
  expect(url).toMatch(/^files\/[\w-]+$/)
  const answer = await get(house, url, ann)
  expect(answer.status).toBe(200)
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': `inline; filename="beach.png"; filename*=UTF-8''beach.png`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  })
})

test.each([
  'text/html',
  'image/svg+xml',
  'application/pdf',
  'application/xhtml+xml',
  'text/javascript',
  'nonsense',
  'image/png, text/html',
])('%s is only offered for saving', async mime => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', ...permissions)
  const answer = await get(house, await sendFile(house, ann, 'trap', mime), ann)
  expect(answer.headers.get('content-type')).toBe('application/octet-stream')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
})

test('a name cannot say anything but a name', async () => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', ...permissions)
  const name = 'a"b\\c\r\nSet-Cookie: x=1/../Ünï (1)\u202Egpj.exe'
  const answer = await get(house, await sendFile(house, ann, name, 'application/zip'), ann)
  expect(answer.headers.get('set-cookie')).toBeNull()
  const exact = encodeURIComponent(name).replace('(', '%28').replace(')', '%29')
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="a_b_c__Set-Cookie: x=1_..__n_ (1)_gpj.exe"; filename*=UTF-8''${exact}`,
  )
})

test('a player may ask for a part', async () => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', ...permissions)
  const url = await sendFile(house, ann, 'voice.ogg', 'audio/ogg')
  const part = async (range: string) => {
    const answer = await get(house, url, ann, { range })
    return [answer.status, answer.headers.get('content-range'), await answer.text()]
  }
  expect(await part('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234'])
  expect(await part('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789'])
  expect(await part('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789'])
  expect(await part('bytes=0-999')).toEqual([206, 'bytes 0-9/10', '0123456789'])
  expect(await part('bytes=10-')).toEqual([416, 'bytes */10', ''])
  expect(await part('lines=1-2')).toEqual([200, null, '0123456789'])
})

test('only to those who may see the chat', async () => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', ...permissions)
  const url = await sendFile(house, ann, 'beach.png', 'image/png')
  expect((await get(house, url, null)).status).toBe(401)
  expect((await get(house, url, 'made-up')).status).toBe(401)
  const ben = await get(house, url, await house.session('ben'))
  expect(ben.status).toBe(404)
  expect(((await ben.json()) as { message: string }).message).not.toBe('')
  expect((await get(house, 'files/..%2fparley.db', ann)).status).toBe(404)
})

test('of sounds, the one that is set and no other', async () => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', ...permissions)
  const gong = Buffer.concat([Buffer.from('ID3'), bytes])
  const { body } = await house.call('files/upload', { base64: gong.toString('base64') }, ann)
  expect((await get(house, `sounds/${body.fileId}`, ann)).status).toBe(404)
  const set = await house.call(
    'settings/set',
    { OmniChatNotificationSound: { fileId: body.fileId, name: 'gong.mp3', mime: 'audio/mpeg' } },
    ann,
  )
  const { url } = (set.body as { OmniChatNotificationSound: { url: string } }).OmniChatNotificationSound
  const answer = await get(house, url, await house.session('ben'))
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'audio/mpeg'])
  expect((await get(house, url, null)).status).toBe(401)
})
