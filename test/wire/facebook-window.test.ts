// What may still be said over Messenger when the customer has been silent for a day: what a person writes, where the page may send
// it, until a week has passed; after that nothing.
import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../main/domain/clock.ts'
import { aFacebookDesk } from '../kit/facebook-desk.ts'

const silent = async (ms: number, allowHumanAgent: boolean) => {
  const desk = await aFacebookDesk({ settings: { allowHumanAgent } })
  const carol = desk.graph.customer(desk.page, 'Carol')
  await carol.says('Tell me when it is ready')
  const wroteAt = desk.clock.now()
  const chatId = await desk.accepts()
  desk.clock.advance(ms)
  const answer = () => desk.house.call('messageManager/send', { chatId, text: 'It is ready' }, desk.ann)
  return { ...desk, carol, chatId, wroteAt, answer }
}

describe('the window', () => {
  test('is told with the chat: when free replies end, and when a person’s do', async () => {
    for (const allowed of [true, false]) {
      const { must, chatId, ann, wroteAt } = await silent(0, allowed)
      expect(await must('chatService/getChat', { chatId }, ann)).toMatchObject({
        windowClosesAt: wroteAt + DAY,
        humanWindowClosesAt: allowed ? wroteAt + 7 * DAY : null,
      })
    }
  })

  test('within a day it is a response, to the last minute', async () => {
    const { carol, answer, chatId, untilLast } = await silent(DAY - MINUTE, true)
    expect((await answer()).status).toBe(200)
    await untilLast(chatId, message => message.state === 'sent')
    expect(carol.received[0]).toMatchObject({ messagingType: 'RESPONSE', tag: null })
  })

  test('within a week it is a person’s answer, where the page may send those', async () => {
    const { carol, answer, chatId, untilLast } = await silent(7 * DAY - MINUTE, true)
    expect((await answer()).status).toBe(200)
    await untilLast(chatId, message => message.state === 'sent')
    expect(carol.received[0]).toMatchObject({ messagingType: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })
  })

  test.each([
    ['a day', DAY, false, /24 hours.*until they write again/],
    ['a week', 7 * DAY, true, /7 days.*until they write again/],
  ])(
    'after %s a reply is refused by us in words, a note is not, and their next message opens it',
    async (_what, ms, allowed, words) => {
      const { house, ann, chatId, carol, answer } = await silent(ms, allowed)
      const refused = await answer()
      expect([refused.status, refused.body.message]).toEqual([409, expect.stringMatching(words)])
      const note = { chatId, text: 'They are silent', note: true }
      expect((await house.call('messageManager/send', note, ann)).status).toBe(200)
      expect(carol.received).toEqual([])
      await carol.says('Well?')
      expect((await answer()).status).toBe(200)
    },
  )

  test('Meta’s own word against ours is a state with a sentence: the feature was never granted', async () => {
    const { page, carol, answer, chatId, untilLast } = await silent(2 * DAY, true)
    page.humanAgentAllowed = false
    expect((await answer()).status).toBe(200)
    const failed = await untilLast(chatId, message => message.state === 'failed')
    expect(failed.trouble).toMatchObject({ reason: expect.stringContaining('until they write again'), canRetry: false })
    expect(carol.received).toEqual([])
  })
})
