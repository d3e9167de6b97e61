// What an agent's program says in chats by the Agent Chat API: every type of event, who sees it, and what it tells besides.
import { expect, test } from 'vitest'
import { aChatOf, aProgramOf, refused } from '../../kit/livechat/agent-programs.ts'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'

const inAChat = async () => {
  const house = await aProtocolHouse({ agents: ['ann', 'ben'] })
  const ann = await aProgramOf(house, 'ann')
  const carol = await house.customer()
  const { chatId, threadId } = await aChatOf(carol)
  await ann.rtm.push('incoming_chat')
  return { house, ann, carol, chatId, threadId }
}

test('events of every type reach the customer as they were sent, once for each custom_id', async () => {
  const { ann, carol, chatId, threadId } = await inAChat()
  const card = {
    type: 'rich_message',
    template_id: 'cards',
    elements: [
      {
        title: 'A shoe',
        image: { url: 'https://shop.example/shoe.png' },
        buttons: [{ type: 'message', text: 'Blue', value: 'blue', postback_id: 'choose_blue' }],
      },
    ],
  }
  const form = {
    type: 'form',
    form_id: 'f1',
    fields: [{ type: 'email', id: 'mail', label: 'Your e-mail', required: true }],
  }
  const sent = [
    { type: 'message', text: 'Hi!', custom_id: 'c1' },
    card,
    form,
    { type: 'custom', content: { nested: { is: ['kept', 1, true] } } },
    {
      type: 'system_message',
      system_message_type: 'shop.order',
      text: 'An order was found',
      text_vars: { order: '42' },
    },
  ]
  for (const event of sent) {
    const answer = await ann.rtm.ask('send_event', { chat_id: chatId, event })
    expect(answer).toMatchObject({ success: true, payload: { event_id: expect.stringContaining(threadId) } })
    const own = await ann.rtm.push('incoming_event', ({ payload }) => payload.event.id === answer.payload.event_id)
    expect(own.request_id).toBe(answer.request_id)
    const theirs = await carol.push('incoming_event', ({ payload }) => payload.event.id === answer.payload.event_id)
    expect(theirs.request_id).toBeUndefined()
    expect(theirs.payload.event).toMatchObject(event)
    if (event.type !== 'system_message') expect(theirs.payload.event.author_id).not.toBe('ann')
  }
  const again = await ann.rtm.ask('send_event', { chat_id: chatId, event: sent[0] })
  const first = await carol.push('incoming_event', ({ payload }) => payload.event.custom_id === 'c1')
  expect(again.payload.event_id).toBe(first.payload.event.id)
  const told = await ann.rtm.push('incoming_event', ({ request_id }) => request_id === again.request_id)
  expect(told.payload.event.id).toBe(first.payload.event.id)
  expect(carol.pushes('incoming_event').filter(({ payload }) => payload.event.custom_id === 'c1')).toHaveLength(1)
})

test('programs of the agent and of the customer that count from 1 both swallow nothing of each other’s', async () => {
  const { ann, carol, chatId } = await inAChat()
  const say = (program: typeof carol, text: string) =>
    program.ask('send_event', { chat_id: chatId, event: { type: 'message', text, custom_id: '1' } })
  const [hers, ours] = [await say(carol, 'hers'), await say(ann.rtm, 'ours')]
  expect(ours.payload.event_id).not.toBe(hers.payload.event_id)
  const heard = await carol.push('incoming_event', ({ payload }) => payload.event.id === ours.payload.event_id)
  expect(heard.payload.event).toMatchObject({ text: 'ours', custom_id: '1' })
})

test('what is for agents reaches no customer in any way', async () => {
  const { ann, carol, chatId, threadId } = await inAChat()
  const secret = 'between us'
  for (const event of [
    { type: 'message', text: secret, visibility: 'agents' },
    { type: 'message', text: secret, recipients: 'agents' },
    { type: 'custom', content: { secret }, visibility: 'agents' },
    { type: 'system_message', system_message_type: 'x', text: secret, visibility: 'agents' },
  ]) {
    const { payload } = await ann.rtm.ask('send_event', { chat_id: chatId, event })
    const named = { chat_id: chatId, thread_id: threadId, event_id: payload.event_id }
    await ann.rtm.ask('update_event_properties', { ...named, properties: { ours: { note: secret } } })
    await ann.rtm.push('event_properties_updated', frame => frame.payload.event_id === payload.event_id)
  }
  await ann.rtm.ask('send_typing_indicator', { chat_id: chatId, is_typing: true, visibility: 'agents' })
  await ann.rtm.ask('tag_thread', { chat_id: chatId, thread_id: threadId, tag: secret })
  await ann.rtm.push('thread_tagged')
  // What comes after it has come, so nothing of it is on the way any more.
  await ann.rtm.ask('send_event', { chat_id: chatId, event: { type: 'message', text: 'Done' } })
  await carol.push('incoming_event', ({ payload }) => payload.event.text === 'Done')
  await carol.ask('get_chat', { chat_id: chatId })
  expect(JSON.stringify(carol.frames)).not.toContain(secret)
  expect(carol.pushes('incoming_typing_indicator')).toEqual([])
})

test('a file goes by the address that its upload gave, and nothing else does', async () => {
  const { house, ann, carol, chatId } = await inAChat()
  const form = new FormData()
  form.set('file', new File(['a shoe'], 'shoe.txt', { type: 'text/plain' }))
  const headers = { authorization: `Bearer ${ann.token}` }
  const uploaded = await fetch(`${house.url}/v3.6/agent/action/upload_file`, { method: 'POST', headers, body: form })
  const { url } = (await uploaded.json()) as { url: string }
  const { success } = await ann.rtm.ask('send_event', { chat_id: chatId, event: { type: 'file', url } })
  expect(success).toBe(true)
  const { payload } = await carol.push('incoming_event', frame => frame.payload.event.type === 'file')
  expect(payload.event).toMatchObject({ name: 'shoe.txt', content_type: 'text/plain' })
  expect(await (await fetch(payload.event.url)).text()).toBe('a shoe')
  for (const wrong of ['https://elsewhere.example/livechat/files/abc.def', `${url}x`, ''])
    expect(await ann.rtm.ask('send_event', { chat_id: chatId, event: { type: 'file', url: wrong } })).toMatchObject(
      refused('validation'),
    )
})

test('a pressed button is told to both sides, by the ids that are theirs to know', async () => {
  const { ann, carol, chatId, threadId } = await inAChat()
  const elements = [{ title: 'Colour?', buttons: [{ type: 'message', text: 'Blue', postback_id: 'blue' }] }]
  const event = { type: 'rich_message', template_id: 'quick_replies', elements }
  const { payload } = await ann.rtm.ask('send_event', { chat_id: chatId, event })
  const press = { chat_id: chatId, thread_id: threadId, event_id: payload.event_id }
  expect(
    await ann.rtm.ask('send_rich_message_postback', { ...press, postback: { id: 'blue', toggled: true } }),
  ).toMatchObject({ success: true })
  const mine = await ann.rtm.push('incoming_rich_message_postback')
  expect(mine.payload).toMatchObject({ ...press, user_id: 'ann', postback: { id: 'blue', toggled: true } })
  const theirs = await carol.push('incoming_rich_message_postback')
  expect(theirs.payload.user_id).not.toBe('ann')
  expect(
    await ann.rtm.ask('send_rich_message_postback', { ...press, postback: { id: 'red', toggled: true } }),
  ).toMatchObject(refused('not_found'))
})

test('properties and tags are told as they change, and can be had with the chat', async () => {
  const { ann, carol, chatId, threadId } = await inAChat()
  const properties = { shop: { order: 42, isPaid: true } }
  await ann.rtm.ask('update_chat_properties', { id: chatId, properties })
  await ann.rtm.ask('update_thread_properties', { chat_id: chatId, thread_id: threadId, properties })
  expect((await carol.push('chat_properties_updated')).payload).toEqual({ chat_id: chatId, properties })
  expect((await carol.push('thread_properties_updated')).payload).toMatchObject({ thread_id: threadId, properties })
  await ann.rtm.ask('delete_chat_properties', { id: chatId, properties: { shop: ['order', 'nothing'] } })
  expect((await ann.rtm.push('chat_properties_deleted')).payload.properties).toEqual({ shop: ['order'] })
  for (const tag of ['Refund', 'refund', 'Refund'])
    await ann.rtm.ask('tag_thread', { chat_id: chatId, thread_id: threadId, tag })
  await ann.rtm.ask('untag_thread', { chat_id: chatId, thread_id: threadId, tag: 'refund' })
  expect((await ann.rtm.push('thread_untagged')).payload).toMatchObject({ tag: 'refund' })
  expect(ann.rtm.pushes('thread_tagged')).toHaveLength(2)
  const { payload } = await ann.rtm.ask('get_chat', { chat_id: chatId })
  expect(payload).toMatchObject({ properties: { shop: { isPaid: true } }, thread: { tags: ['Refund'], properties } })
  for (const [action, wrong] of [
    ['update_chat_properties', { id: chatId, properties: { shop: { order: { nested: 1 } } } }],
    ['update_event_properties', { chat_id: chatId, thread_id: threadId, event_id: 'none', properties }],
    ['tag_thread', { chat_id: chatId, thread_id: 'none', tag: 'x' }],
    ['tag_thread', { chat_id: chatId, thread_id: threadId, tag: '' }],
  ] as const)
    expect((await ann.rtm.ask(action, wrong)).success, action).toBe(false)
})

test('what a program keeps with an event is there from the first, and is no change of it', async () => {
  const { ann, carol, chatId } = await inAChat()
  const properties = { shop: { order: 42 } }
  for (const event of [
    { type: 'message', text: 'Your order', properties },
    { type: 'system_message', system_message_type: 'shop.order', text: 'An order was found', properties },
  ]) {
    const { payload } = await ann.rtm.ask('send_event', { chat_id: chatId, event })
    const told = await carol.push('incoming_event', frame => frame.payload.event.id === payload.event_id)
    expect(told.payload.event).toMatchObject(event)
  }
  await ann.rtm.ask('send_event', { chat_id: chatId, event: { type: 'message', text: 'Bye' } })
  await carol.push('incoming_event', ({ payload }) => payload.event.text === 'Bye')
  expect(carol.pushes('event_properties_updated')).toEqual([])
})

test('a tag that is given in the panel is seen by programs, and theirs in the panel', async () => {
  const { house, ann, chatId, threadId } = await inAChat()
  const panel = await house.session('ann')
  const tagsInPanel = async () => (await house.call('chatService/getTags', { chatId: threadId }, panel)).body
  expect((await house.call('chatService/tagChat', { chatId: threadId, tag: ' VIP ' }, panel)).status).toBe(200)
  expect((await ann.rtm.push('thread_tagged')).payload).toEqual({ chat_id: chatId, thread_id: threadId, tag: 'VIP' })
  await ann.rtm.ask('tag_thread', { chat_id: chatId, thread_id: threadId, tag: 'refund' })
  expect(await tagsInPanel()).toEqual({ tags: ['VIP', 'refund'] })
  await house.call('chatService/untagChat', { chatId: threadId, tag: 'VIP' }, panel)
  await ann.rtm.push('thread_untagged')
  expect(await tagsInPanel()).toEqual({ tags: ['refund'] })
  const ben = await house.session('ben')
  expect((await house.call('chatService/getTags', { chatId: threadId }, ben)).status).toBe(404)
  expect((await house.call('chatService/tagChat', { chatId: threadId, tag: 'x' }, ben)).status).toBe(404)
  expect((await house.call('chatService/tagChat', { chatId: threadId, tag: '  ' }, panel)).status).toBe(422)
})

test('what was read and who types is told to the other side', async () => {
  const { ann, carol, chatId } = await inAChat()
  const { payload } = await ann.rtm.ask('get_chat', { chat_id: chatId })
  const seen = payload.thread.events.at(-1).created_at
  expect(await ann.rtm.ask('mark_events_as_seen', { chat_id: chatId, seen_up_to: seen })).toMatchObject({
    success: true,
  })
  expect((await carol.push('events_marked_as_seen')).payload).toMatchObject({ chat_id: chatId, seen_up_to: seen })
  await ann.rtm.ask('send_typing_indicator', { chat_id: chatId, is_typing: true })
  expect((await carol.push('incoming_typing_indicator')).payload.typing_indicator.is_typing).toBe(true)
  await ann.rtm.ask('send_thinking_indicator', { chat_id: chatId, title: 'Thinking' })
  expect((await carol.push('incoming_thinking_indicator')).payload.thinking_indicator.title).toBe('Thinking')
  expect(await ann.rtm.ask('mark_events_as_seen', { chat_id: chatId, seen_up_to: 'soon' })).toMatchObject(
    refused('validation'),
  )
})

test('a multicast goes to those who are named, is kept nowhere, and needs somebody', async () => {
  const { house, ann, carol } = await inAChat()
  const ben = await aProgramOf(house, 'ben')
  const content = { news: 'An important customer' }
  await ann.rtm.ask('multicast', { recipients: { agents: { ids: ['ben'] } }, content, type: 'news' })
  expect((await ben.rtm.push('incoming_multicast')).payload).toEqual({ author_id: 'ann', content, type: 'news' })
  await ann.rtm.ask('multicast', { recipients: { agents: { all: true } }, content })
  await ann.rtm.push('incoming_multicast')
  expect(carol.pushes('incoming_multicast')).toEqual([])
  expect(await ann.rtm.ask('multicast', { recipients: {}, content })).toMatchObject(refused('validation'))
})

test('nothing can be said where nobody may: unknown, foreign and closed chats, and events that are none', async () => {
  const { house, ann, chatId } = await inAChat()
  const ben = await aProgramOf(house, 'ben')
  const event = { type: 'message', text: 'Hi' }
  expect(await ann.rtm.ask('send_event', { chat_id: 'none', event })).toMatchObject(refused('not_found'))
  expect(await ben.rtm.ask('send_event', { chat_id: chatId, event })).toMatchObject(refused('not_found'))
  for (const wrong of [
    { type: 'message', text: '   ' },
    { type: 'message', text: 'x'.repeat(16 * 1024 + 1) },
    { type: 'message' },
    { type: 'sound' },
    { type: 'rich_message', template_id: 'cards', elements: [] },
    {
      type: 'rich_message',
      template_id: 'cards',
      elements: [{ title: 'x', buttons: [{ type: 'url', text: 'x', value: 'javascript:1' }] }],
    },
    { type: 'form', form_id: 'x', fields: [] },
  ])
    expect(
      await ann.rtm.ask('send_event', { chat_id: chatId, event: wrong }),
      JSON.stringify(wrong).slice(0, 80),
    ).toMatchObject(refused('validation'))
  await ann.rtm.ask('deactivate_chat', { id: chatId })
  expect(await ann.rtm.ask('send_event', { chat_id: chatId, event })).toMatchObject(refused('chat_inactive'))
  const line = { type: 'system_message', system_message_type: 'x', text: 'Late' }
  expect(await ann.rtm.ask('send_event', { chat_id: chatId, event: line, attach_to_last_thread: true })).toMatchObject({
    success: true,
  })
})
