// A process survives the end of the program between any two of its transactions: it finishes, once, and only once.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { HOUR } from '../../main/domain/clock.ts'
import type { Store } from '../../main/storage/store.ts'
import { aDiagram, end, exclusive, flow, flows, form, start, task, timer } from '../kit/diagrams.ts'
import { HandClock } from '../kit/hand-clock.ts'
import { CountingIds } from '../kit/ids.ts'
import { aProcessDesk, type ProcessDesk } from '../kit/process-desk.ts'
import { tempDir } from '../kit/temp-dir.ts'

/** As a disk that refuses: not at once, but soon. */
const noPower = (): Promise<never> =>
  new Promise((_, reject) => setImmediate(() => reject(new Error('The power is cut.'))))

/** Lets so many transactions through, and none after them, as when the power is cut. */
class PowerSwitch {
  left = Number.POSITIVE_INFINITY

  get isCut(): boolean {
    return this.left < 0
  }

  readonly wrap = (store: Store): Store => ({
    ...store,
    transact: work => (this.left-- > 0 ? store.transact(work) : noPower()),
  })
}

const theProcess = (port: number): string =>
  aDiagram(
    start,
    task('case', 'createCase', {}, 'made'),
    task('tell', 'sendMessage', { text: 'Your case is {{made.number}}.' }),
    task(
      'call',
      'httpRequest',
      { method: 'POST', url: `http://127.0.0.1:${port}/orders`, body: '{"case":{{made.number}}}' },
      'order',
    ),
    form('ask', 'sure confirmation required="true"'),
    exclusive('way', 'no'),
    timer('later', 'PT2H'),
    task('tag', 'addTag', { tag: 'order {{order.body.id}}' }),
    end,
    flows('start case tell call ask way', 'later tag end'),
    flow('yes', 'way', 'later', 'sure'),
    flow('no', 'way', 'end'),
  )

const anOrderDesk = async () => {
  const keys: string[] = []
  const server = createServer((request, response) => {
    keys.push(String(request.headers['idempotency-key']))
    response.setHeader('content-type', 'application/json')
    response.end('{"id":77}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { keys, port: (server.address() as AddressInfo).port }
}

/** Does what people and time do, until the run is over; rejects when the power goes. */
const drive = async (desk: ProcessDesk, isDead = () => false): Promise<string> => {
  for (;;) {
    const { run, steps } = await desk.look()
    if (isDead()) return 'dead'
    if (run.status !== 'running') return `${run.status}${run.reason === null ? '' : `: ${run.reason}`}`
    const waiting = steps.find(({ status }) => status === 'waiting')
    if (waiting?.kind === 'askAgent') await desk.answer({ sure: true })
    else if (waiting?.kind === 'wait') desk.office.clock.advance(2 * HOUR)
    else throw new Error('The run stands still.')
  }
}

/** How often the effects of the process are there. */
const effects = async ({ office, chatId }: ProcessDesk) => {
  const messages = await office.store.messages.ofChat(chatId, 1_000)
  const chat = await office.store.chats.get(chatId)
  const contact = chat && (await office.store.contacts.get(chat.contactId))
  return {
    cases: (await office.services.cases.list(office.supervisor('ann'), { limit: 50 })).cases.length,
    replies: messages.filter(({ direction }) => direction === 'out').map(({ text }) => text),
    tags: contact?.tags,
    answered: messages.filter(({ text }) => text.includes('answered ask')).length,
    ends: messages.filter(({ text }) => text.endsWith('is done')).length,
  }
}

const once = {
  cases: 1,
  replies: ['Your case is 1.'],
  tags: ['order 77'],
  answered: 1,
  ends: 1,
}

/** With the power cut after so many transactions, then started again on the same file. */
const cutAfter = async (transactions: number) => {
  const { keys, port } = await anOrderDesk()
  const dir = tempDir()
  const power = new PowerSwitch()
  const clock = new HandClock()
  const first = await aProcessDesk({ dir, clock, storeOf: power.wrap }, () => power.isCut)
  const { services, store } = first.office
  await store.transact(tx => tx.settings.set('OutboundAllowedHosts', '127.0.0.1', clock.now(), null))
  const action = await first.action(theProcess(port))
  await first.settled()
  const begun = await services.runs.run(first.office.actor('ann'), first.chatId, action, 'one-and-the-same')
  expect(begun).not.toHaveProperty('refused')
  power.left = transactions
  await drive(first, () => power.isCut).catch(error => {
    if (!power.isCut) throw error
  })
  const wasCut = power.isCut
  await first.office.stop()
  const second = await aProcessDesk({ dir, clock, ids: new CountingIds(`again-${transactions}-`) })
  second.office.connect('ann')
  const ended = await drive(second)
  return { ended, wasCut, effects: await effects(second), keys }
}

test('cut after each of its transactions, it finishes once and only once', async () => {
  let cuts = 0
  for (let transactions = 0; ; transactions++) {
    const { ended, wasCut, effects: found, keys } = await cutAfter(transactions)
    expect([transactions, ended, found]).toEqual([transactions, 'finished', once])
    // HTTP is at least once, and every attempt says that it is the same.
    expect(new Set(keys).size).toBe(1)
    expect(keys.length).toBeLessThanOrEqual(2)
    if (!wasCut) break
    cuts++
  }
  expect(cuts).toBeGreaterThan(15)
}, 300_000)
