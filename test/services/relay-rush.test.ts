// A rush through the relay: many deliveries of one channel at once share their commits, and still are stored in their order.
import { expect, test } from 'vitest'
import { aRelayedOffice } from '../kit/relayed-office.ts'
import { signatureOf } from '../kit/twilio-emulator/signing.ts'
import { until } from '../kit/until.ts'

test('what comes faster than the disk turns is stored in order, each once, and acknowledged in order', async () => {
  const { office, relay, twilio, pair, aNumber } = await aRelayedOffice()
  const number = await aNumber()
  await pair()
  await until('it is told', () => relay.channels?.length === 1)
  const url = `${relay.publicUrl}/hooks/whatsapp/${number}`
  const count = 400
  const requests = Array.from({ length: count }, (_, i) => {
    const fields = twilio.message(`whatsapp:+49170123456${i % 7}`, 'Carol', String(i))
    const headers = { 'x-twilio-signature': signatureOf(twilio.settings.authToken, url, fields) }
    return { url, headers, body: Buffer.from(new URLSearchParams(fields).toString()).toString('base64') }
  })
  const seqs = requests.map(request => relay.delivers(number, request))
  await relay.ack(seqs.at(-1) ?? 0)
  const acks = relay.heard.flatMap(frame => (frame.type === 'ack' ? [[frame.seq, frame.status]] : []))
  expect(acks).toEqual(seqs.map(seq => [seq, 200]))
  const stored: { readonly id: number; readonly text: string }[] = []
  for (const { conversationId } of await office.store.chats.openRows(10)) {
    const { messages } = await office.store.messages.page(conversationId, { limit: 200 })
    for (const { id, text, direction } of messages) if (direction === 'in') stored.push({ id: Number(id), text })
  }
  expect(stored.toSorted((a, b) => a.id - b.id).map(({ text }) => text)).toEqual(requests.map((_, i) => String(i)))
})
