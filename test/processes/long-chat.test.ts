// A process that works on a very long chat knows how it began and how it ends.
import { expect, test } from 'vitest'
import { type AgentId, asId, type ChatId } from '../../main/domain/ids.ts'
import { factsOf } from '../../main/processes/facts.ts'
import { there } from '../kit/must.ts'
import { anOpenOffice } from '../kit/office.ts'

test('the last message and the end of the transcript are the newest ones', async () => {
  const office = await anOpenOffice()
  const writes = (n: number) => ({
    type: 'message' as const,
    externalId: `m${n}`,
    address: 'carol',
    sender: { name: 'Carol' },
    at: office.clock.now(),
    kind: 'text' as const,
    text: n === 1 ? 'Where is my order?' : `line ${n}`,
  })
  for (let n = 1; n <= 2_001; n += 667)
    await office.network.door.receive({ updates: Array.from({ length: 667 }, (_, i) => writes(n + i)) })
  const [row] = await office.store.chats.openRows(1)
  const chat = there(await office.store.chats.get(asId<ChatId>(there(row).id)))
  const facts = await factsOf(office.store, chat, asId<AgentId>('ann'))
  expect(facts.chat).toMatchObject({ firstMessage: 'Where is my order?', lastMessage: 'line 2001' })
  expect(JSON.stringify(facts.chat)).toContain('Carol: line 2001')
})
