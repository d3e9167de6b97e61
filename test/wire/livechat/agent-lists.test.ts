// What an agent's program looks up by the Agent Chat API: chats, threads and the archives, page by page and by filters.
import { expect, test } from 'vitest'
import { HOUR } from '../../../main/domain/clock.ts'
import { aChatOf, aProgramOf, type Program, refused } from '../../kit/livechat/agent-programs.ts'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'

/** Three customers with a thread each, the first with a second one; all of ann's, all closed but the last. */
const withHistory = async () => {
  const house = await aProtocolHouse({ agents: ['ann', 'ben'], simultaneousChats: 0 })
  house.office.disconnect('ben')
  const ann = await aProgramOf(house, 'ann')
  const threads: { chatId: string; threadId: string }[] = []
  const customers: string[] = []
  for (const text of ['About shoes', 'About hats', 'About gloves']) {
    const customer = await house.customer({ customer: { name: text.slice(6), email: `${text.slice(6)}@shop.example` } })
    const chat = await aChatOf(customer, text)
    threads.push(chat)
    await ann.rtm.push('incoming_chat', ({ payload }) => payload.chat.id === chat.chatId)
    const { payload } = await ann.rtm.ask('get_chat', { chat_id: chat.chatId })
    customers.push(payload.users[0].id)
    await house.office.clock.turn(1_000)
  }
  await ann.rtm.ask('tag_thread', { chat_id: threads[1]?.chatId, thread_id: threads[1]?.threadId, tag: 'Hats' })
  await ann.rtm.ask('update_chat_properties', { id: threads[2]?.chatId, properties: { shop: { pairs: 2 } } })
  for (const { chatId } of threads.slice(0, 2)) await ann.rtm.ask('deactivate_chat', { id: chatId })
  const again = await ann.rtm.ask('resume_chat', { chat: { id: threads[0]?.chatId } })
  threads.push({ chatId: threads[0]?.chatId ?? '', threadId: again.payload.thread_id })
  return { house, ann, threads, customers }
}

const chatIds = async (program: Program, payload: object): Promise<string[]> => {
  const answer = await program.rtm.ask('list_chats', payload)
  expect(answer.success, JSON.stringify(answer.payload)).toBe(true)
  return answer.payload.chats_summary.map((chat: { id: string }) => chat.id)
}

const threadIds = async (program: Program, payload: object): Promise<string[]> => {
  const answer = await program.rtm.ask('list_archives', payload)
  expect(answer.success, JSON.stringify(answer.payload)).toBe(true)
  return answer.payload.chats.map((chat: { thread: { id: string } }) => chat.thread.id)
}

test('chats are listed by their last thread, by filters, and page by page in both directions', async () => {
  const { ann, threads } = await withHistory()
  const [shoes, hats, gloves] = threads.map(one => one.chatId)
  expect(await chatIds(ann, {})).toEqual([shoes, gloves, hats])
  expect(await chatIds(ann, { sort_order: 'asc' })).toEqual([hats, gloves, shoes])
  expect(await chatIds(ann, { filters: { active: true } })).toEqual([shoes, gloves])
  expect(await chatIds(ann, { filters: { include_active: false } })).toEqual([hats])
  expect(await chatIds(ann, { filters: { group_ids: [1] } })).toHaveLength(3)
  expect(await chatIds(ann, { filters: { group_ids: [7] } })).toEqual([])
  expect(await chatIds(ann, { filters: { properties: { shop: { pairs: { values: [2] } } } } })).toEqual([gloves])
  expect(await chatIds(ann, { filters: { properties: { shop: { pairs: { exists: false } } } } })).toEqual([shoes, hats])

  const first = await ann.rtm.ask('list_chats', { limit: 2 })
  expect(first.payload).toMatchObject({ found_chats: 3, next_page_id: expect.any(String) })
  expect(first.payload.previous_page_id).toBeUndefined()
  const second = await ann.rtm.ask('list_chats', { page_id: first.payload.next_page_id })
  expect(second.payload.chats_summary.map((chat: { id: string }) => chat.id)).toEqual([hats])
  expect(second.payload.next_page_id).toBeUndefined()
  const back = await ann.rtm.ask('list_chats', { page_id: second.payload.previous_page_id })
  expect(back.payload.chats_summary.map((chat: { id: string }) => chat.id)).toEqual([shoes, gloves])

  const page_id = first.payload.next_page_id
  for (const wrong of [{ page_id, limit: 2 }, { page_id: `${page_id}x` }, { limit: 101 }, { filters: { goals: {} } }])
    expect(await ann.rtm.ask('list_chats', wrong), JSON.stringify(wrong)).toMatchObject(refused('validation'))
  expect(await ann.rtm.ask('list_archives', { page_id })).toMatchObject(refused('validation'))
})

test('the archives are found by words, tags, agents, customers, times and numbers, and only what one may see', async () => {
  const { house, ann, threads, customers } = await withHistory()
  const [shoes, hats, gloves, again] = threads.map(one => one.threadId)
  expect(await threadIds(ann, {})).toEqual([again, gloves, hats, shoes])
  const found: readonly (readonly [object, readonly (string | undefined)[]])[] = [
    [{ query: 'gloves' }, [gloves]],
    [{ tags: { values: ['Hats'] } }, [hats]],
    [{ tags: { values: ['hats'] } }, []],
    [{ tags: { exists: false } }, [again, gloves, shoes]],
    [{ agents: { values: ['ann'] } }, [again, gloves, hats, shoes]],
    [{ agents: { exclude_values: ['ann'] } }, []],
    [{ customer_id: { values: [customers[0]] } }, [again, shoes]],
    [{ thread_ids: [hats] }, [hats]],
    [{ chat_ids: [threads[0]?.chatId], query: 'shoes' }, [shoes]],
    [{ event_types: { values: ['message', 'filled_form'] } }, [gloves, hats, shoes]],
    [{ event_types: { values: ['file', 'rich_message', 'custom', 'form'] } }, []],
    [{ event_types: { exclude_values: ['file', 'system'] } }, [again, gloves, hats, shoes]],
    [{ event_types: { values: ['message', 'file'], require_every_value: true } }, []],
    [{ agent_response: { exists: false } }, [again, gloves, hats, shoes]],
    [{ agent_response: { agents: { values: ['ann'] } } }, []],
    // What nobody has here: asked for it is nowhere, excluded it is in no way.
    [{ sales: { exists: true } }, []],
    [{ goals: { exclude_values: [1] }, greetings: { exists: false } }, [again, gloves, hats, shoes]],
    [{ customer_countries: { values: ['PL'] } }, []],
    [{ surveys: [{ type: 'pre_chat', answer_id: '1' }] }, []],
    [{ to: new Date(house.office.clock.now() - HOUR).toISOString() }, []],
    [{ from: new Date(house.office.clock.now() - HOUR).toISOString() }, [again, gloves, hats, shoes]],
  ]
  for (const [filters, ids] of found) expect(await threadIds(ann, { filters }), JSON.stringify(filters)).toEqual(ids)
  for (const filters of [
    { from: 'yesterday' },
    { tags: { values: ['x'], exists: true } },
    { sales: {} },
    { event_types: { values: ['song'] } },
  ])
    expect(await ann.rtm.ask('list_archives', { filters })).toMatchObject(refused('validation'))

  const ben = await aProgramOf(house, 'ben')
  expect(await threadIds(ben, {})).toEqual([])
  expect(await chatIds(ben, {})).toEqual([])
  expect(await ben.rtm.ask('get_chat', { chat_id: threads[0]?.chatId })).toMatchObject(refused('not_found'))
  const boss = await aProgramOf(house, 'ben', { rights: ['CanSeeAllChats'] })
  expect(await threadIds(boss, { limit: 1 })).toEqual([again])
})

test('threads of a chat come newest first, by pages, times, or as many as hold enough events', async () => {
  const { ann, threads } = await withHistory()
  const chat_id = threads[0]?.chatId
  const list = async (payload: object) => {
    const answer = await ann.rtm.ask('list_threads', { chat_id, ...payload })
    expect(answer.success, JSON.stringify(answer.payload)).toBe(true)
    return answer.payload
  }
  const [first, last] = [threads[0]?.threadId, threads[3]?.threadId]
  const all = await list({})
  expect(all).toMatchObject({ found_threads: 2, threads: [{ id: last, previous_thread_id: first }, { id: first }] })
  const one = await list({ limit: 1 })
  expect(await list({ page_id: one.next_page_id })).toMatchObject({ threads: [{ id: first }] })
  expect((await list({ min_events_count: 1 })).threads).toHaveLength(1)
  expect((await list({ min_events_count: 100 })).threads).toHaveLength(2)
  for (const wrong of [{ min_events_count: 1, limit: 1 }, { limit: 0 }, { filters: { from: 'x' } }])
    expect(await ann.rtm.ask('list_threads', { chat_id, ...wrong })).toMatchObject(refused('validation'))
})

test('customers are looked up, made, changed and banned by those who may', async () => {
  const { house, ann, customers, threads } = await withHistory()
  const id = customers[0]
  const unseen = await ann.rtm.ask('get_customer', { id })
  expect(JSON.stringify(unseen.payload) + JSON.stringify(ann.rtm.frames)).not.toContain('@shop.example')
  expect(unseen.payload).toMatchObject({
    id,
    type: 'customer',
    chat_ids: [threads[0]?.chatId],
    statistics: { threads_count: 2 },
  })
  expect(await ann.rtm.ask('update_customer', { id, name: 'Carol' })).toMatchObject(refused('missing_access'))
  const clerk = await aProgramOf(house, 'ann', { rights: ['CanSeeContactDetails'] })
  expect(await clerk.rtm.ask('update_customer', { id })).toMatchObject(refused('validation'))
  const change = { id, name: 'Carol', session_fields: [{ cart: 'full' }] }
  expect(await clerk.rtm.ask('update_customer', change)).toMatchObject({ success: true })
  expect((await clerk.rtm.ask('get_customer', { id })).payload).toMatchObject({
    name: 'Carol',
    email: 'shoes@shop.example',
    session_fields: [{ cart: 'full' }],
  })
  const facts = { name: 'Dave', email: 'dave@shop.example', avatar: 'https://x.example/a.png' }
  const made = await clerk.rtm.ask('create_customer', facts)
  expect(made).toMatchObject({ success: true, payload: { customer_id: expect.any(String) } })
  const users = [{ id: made.payload.customer_id, type: 'customer' }]
  expect(await clerk.rtm.ask('start_chat', { chat: { users } })).toMatchObject({ success: true })
  const dave = await clerk.rtm.ask('get_customer', { id: made.payload.customer_id })
  expect(dave.payload).toMatchObject(facts)
  for (const wrong of [{ id, ban: { days: 0 } }, { id }])
    expect(await clerk.rtm.ask('ban_customer', wrong)).toMatchObject(refused('validation'))
  const ben = await aProgramOf(house, 'ben')
  expect(await ben.rtm.ask('get_customer', { id })).toMatchObject(refused('not_found'))
  expect(await ben.rtm.ask('ban_customer', { id, ban: { days: 1 } })).toMatchObject(refused('not_found'))
  expect(await clerk.rtm.ask('ban_customer', { id, ban: { days: 1 } })).toMatchObject({ success: true })
  expect((await clerk.rtm.push('customer_banned')).payload).toEqual({ customer_id: id, ban: { days: 1 } })
  await clerk.rtm.push('chat_deactivated', ({ payload }) => payload.chat_id === threads[0]?.chatId)
})

test('3.7 calls summaries infos, on a connection of its own or of an older version, and over the Web', async () => {
  const { house, ann, threads } = await withHistory()
  const inSeven = async (answer: { readonly payload: object }) =>
    expect(answer.payload).toMatchObject({
      chats_info: expect.arrayContaining([
        expect.objectContaining({
          id: threads[1]?.chatId,
          last_thread_info: expect.objectContaining({ tags: ['Hats'] }),
        }),
      ]),
    })
  const seven = house.rtm('agent', '3.7')
  await inSeven(await seven.ask('login', { token: ann.token }).then(async () => seven.ask('list_chats')))
  await ann.rtm.opened
  ann.rtm.socket.send(JSON.stringify({ request_id: 'seven', version: '3.7', action: 'list_chats' }))
  await inSeven(await ann.rtm.heard(frame => frame.request_id === 'seven'))
  const headers = { authorization: `Bearer ${ann.token}` }
  const overWeb = await fetch(`${house.url}/v3.7/agent/action/list_chats`, { method: 'POST', headers, body: '{}' })
  await inSeven({ payload: (await overWeb.json()) as object })
  expect((await ann.rtm.ask('list_chats')).payload.chats_info).toBeUndefined()
})
