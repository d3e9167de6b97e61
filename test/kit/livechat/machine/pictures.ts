// At the end of a run: what each program made of its pushes is what the hub tells when it is asked.
import { until } from '../../until.ts'
import type { Player } from './player.ts'
import type { Run } from './run.ts'

// biome-ignore lint/suspicious/noExplicitAny: threads and events as a foreign program holds them
type Thing = any

export const picturesWrong = async (run: Run): Promise<string[]> => {
  const wrong: string[] = []
  for (const player of run.players) {
    // Who asked for a few pushes only has no whole picture, and neither has who left.
    if (player.name === 'C1b' || !player.isHere) continue
    for (const [threadId, seen] of player.now.picture.threads) {
      const chat = await asked(player, 'get_chat', { chat_id: seen.chatId, thread_id: threadId })
      if (player.side === 'agent' && !(await hearsOf(run, player, threadId))) continue
      if (chat === null) {
        wrong.push(`${player.name} knows ${threadId} and is told that it is none`)
        continue
      }
      const { thread } = chat
      for (const [what, ours, theirs] of [
        ['active', seen.thread.active, thread.active],
        [
          'events',
          ...differing(inOrder(seen.thread.events), inOrder(thread.events.filter((event: Thing) => !event.deleted))),
        ],
        ['properties', seen.thread.properties, thread.properties],
        ['tags', seen.thread.tags ?? [], thread.tags ?? []],
        ['properties of the chat', player.now.picture.properties.get(seen.chatId), chat.properties],
        ...(thread.active ? [['present', presentIn(seen.present), presentOf(chat.users)]] : []),
      ] as const)
        if (JSON.stringify(sorted(ours)) !== JSON.stringify(sorted(theirs)))
          wrong.push(
            `${player.name}, ${what} of ${threadId}: pushes told ${short(ours)}, get_chat tells ${short(theirs)}`,
          )
    }
  }
  return wrong
}

/** Those whose chat it is now, and who hears of all: others may have missed what happened since. */
const hearsOf = async ({ house }: Run, { name, sign }: Player, threadId: string): Promise<boolean> => {
  if (sign === 'A4') return true
  const chat = await house.office.store.chats.get(threadId as Parameters<typeof house.office.store.chats.get>[0])
  return chat !== null && chat.status === 'active' && chat.ownerId === name
}

const asked = async (player: Player, action: string, payload: object): Promise<Thing> => {
  const id = player.ask(action, payload)
  const response = await until(`an answer to ${action}`, () =>
    player.now.frames.find(frame => frame.type === 'response' && frame.request_id === id),
  )
  return response.success ? response.payload : null
}

const differing = (ours: Thing[], theirs: Thing[]): readonly [Thing[], Thing[]] => {
  const has = (list: Thing[], one: Thing) => list.some(other => JSON.stringify(other) === JSON.stringify(one))
  return [ours.filter(one => !has(theirs, one)), theirs.filter(one => !has(ours, one))]
}

/** Presses of buttons are told by pushes of their own, which the picture does not follow. */
const withoutPresses = (event: Thing): Thing =>
  JSON.parse(JSON.stringify(event, (key, value) => (key === 'user_ids' ? [] : value)))

const inOrder = (events: Thing[]) =>
  events
    .map(withoutPresses)
    .map(sorted)
    .toSorted((a, b) => (a.created_at + a.id < b.created_at + b.id ? -1 : 1))

/** Keys in one order, so that the same things compare equal. */
const sorted = (value: Thing): Thing =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.keys(value)
            .toSorted()
            .map(key => [key, sorted(value[key])]),
        )
      : value

const presentIn = (present: ReadonlyMap<string, boolean>) =>
  [...present]
    .filter(([, isThere]) => isThere)
    .map(([id]) => id)
    .toSorted()
const presentOf = (users: Thing[]) =>
  users
    .filter(user => user.present)
    .map(user => user.id)
    .toSorted()

const short = (value: unknown): string => JSON.stringify(value).slice(0, 1_500)
