// Files to and from a LiveChat licence: uploaded and sent, refused in words, fetched from LiveChat's own stores and from nowhere else.
import { describe, expect, test } from 'vitest'
import { asId } from '../../../main/domain/ids.ts'
import type { OutgoingAttachment } from '../../../main/domain/unified-message.ts'
import { aReply } from './connector-suite.ts'
import { aLiveChatChannel, untilAccepting } from './livechat-network.ts'

const never = new AbortController().signal

const given = async () => {
  const channel = await aLiveChatChannel()
  const connection = channel.connect()
  await untilAccepting(channel)
  channel.carol.says('Hello')
  await channel.door.untilStored('Hello')
  return { ...channel, ...connection }
}

const aFile = (name: string, mime: string, size = 3): OutgoingAttachment => ({
  id: asId('attachment'),
  kind: 'document',
  fileId: asId('file'),
  name,
  mime,
  size,
  read: async () => new Uint8Array([1, 2, 3]),
})

describe('a file of ours', () => {
  test('is uploaded and sent, with its words beside it', async () => {
    const { carol, link, livechat } = await given()
    const reply = aReply(carol.chat.id, 'Your label', { attachment: aFile('label.pdf', 'application/pdf') })
    expect(await link.send(reply, never)).toMatchObject({ outcome: 'sent' })
    const event = carol.thread?.events.at(-1)
    expect(event).toMatchObject({ type: 'file', name: 'label.pdf', alternative_text: 'Your label' })
    expect([...livechat.licence.files.values()][0]?.bytes).toEqual(new Uint8Array([1, 2, 3]))
  })

  test('of more than 10 MB is not even tried', async () => {
    const { carol, link, livechat } = await given()
    const attachment = aFile('film.mp4', 'video/mp4', 11 * 1024 * 1024)
    const result = await link.send(aReply(carol.chat.id, '', { attachment }), never)
    expect(result).toMatchObject({ outcome: 'failed', retry: 'never', reason: expect.stringContaining('10 MB') })
    expect(livechat.licence.files.size).toBe(0)
  })

  test('of a kind that LiveChat does not take is refused with its words', async () => {
    const { carol, link } = await given()
    const attachment = aFile('setup.exe', 'application/octet-stream')
    const result = await link.send(aReply(carol.chat.id, '', { attachment }), never)
    expect(result).toMatchObject({ outcome: 'failed', retry: 'never', reason: expect.stringContaining('not allowed') })
    expect(carol.sees).toEqual([])
  })
})

describe('a file of a customer', () => {
  test('comes with its name, and its bytes are fetched', async () => {
    const { carol, door, link } = await given()
    carol.sendsFile('parcel.jpg', 'image/jpeg', new Uint8Array([9, 8]))
    carol.says('See?')
    await door.untilStored('See?')
    const [attachment] = door.messages[1]?.attachments ?? []
    expect(attachment).toMatchObject({ kind: 'photo', name: 'parcel.jpg', mime: 'image/jpeg', size: 2 })
    expect(await link.fetchAttachment?.(attachment?.remote ?? '', never)).toMatchObject({
      bytes: new Uint8Array([9, 8]),
    })
  })

  test('that lies elsewhere, or is not there any more, is given up', async () => {
    const { link, livechat } = await given()
    const elsewhere = await link.fetchAttachment?.('http://127.0.0.1:9/file.jpg', never)
    const gone = await link.fetchAttachment?.(`${livechat.apiRoot}/files/F000000/gone.jpg`, never)
    expect([elsewhere, gone]).toEqual([
      { failed: expect.stringMatching(/^[A-Z].*\.$/), final: true },
      { failed: expect.stringMatching(/^[A-Z].*\.$/), final: true },
    ])
  })
})
