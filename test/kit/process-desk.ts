// An office where Ann owns Carol's chat, with ways to publish a diagram, bind it to an action, run it and look at what became of it.
import { afterAll } from 'vitest'
import { asId, type ChatActionId, type ChatId, type ProcessId, type RunId } from '../../main/domain/ids.ts'
import type { FormValues } from '../../main/domain/process-form.ts'
import { openInterpreter } from '../../main/processes/processes.ts'
import type { RunCard } from '../../main/services/process-verbs.ts'
import { must } from './must.ts'
import { anOpenOffice, type OfficeOptions, type TestOffice } from './office.ts'
import { until } from './until.ts'

export interface ProcessDesk {
  readonly office: TestOffice
  readonly chatId: ChatId
  /** Publishes the diagram and gives the action that runs it. */
  action(xml: string, caption?: string): Promise<ChatActionId>
  run(xml: string, who?: string): Promise<RunCard>
  /** The run as it is now, once nothing is under way. */
  look(): Promise<RunCard>
  answer(values: FormValues, who?: string): Promise<void>
  /** Lines that processes wrote into the chat, and messages and notes of agents. */
  lines(): Promise<readonly string[]>
  settled(): Promise<void>
}

/** The one thread of a test file. */
const shared = openInterpreter({ info: () => {}, warn: () => {}, error: () => {} })
afterAll(() => shared.stop())

/** `isDead`: nothing can go on any more, so nothing is waited for. */
export const aProcessDesk = async (
  options: OfficeOptions = {},
  isDead: () => boolean = () => false,
): Promise<ProcessDesk> => {
  const office = await anOpenOffice({ interpreter: shared, ...options })
  const { services, store, network } = office
  const open = await store.chats.openRows(10)
  if (open.length === 0) {
    await network.says('carol', 'My parcel is late')
    await office.settled()
  }
  const chat = (await store.chats.openRows(10))[0]
  if (chat === undefined) throw new Error('Carol has no chat')
  if (chat.ownerId === null) must(await services.chatService.acceptChat(office.actor('ann'), chat.id))
  const chatId = chat.id
  let count = 0
  let latest: RunId | undefined

  const settled = async () => {
    // The interpreter is a thread: what it does takes real time.
    let over = false
    const quiet = async () => {
      await office.settled()
      await until('nothing is under way', async () => isDead() || (await store.runs.toMove(1)).length === 0)
      await office.settled()
      over = true
    }
    // What tries again and again to write is never quiet once nothing can be written.
    await Promise.race([quiet(), until('it is over', () => over || isDead(), 60_000)])
  }

  const desk: ProcessDesk = {
    office,
    chatId,
    async action(xml, caption = `Action ${++count} of ${office.clock.now()}`) {
      const doer = office.supervisor('ann')
      const { id } = must(await services.processes.create(doer, { name: caption, xml }))
      must(await services.processes.publish(doer, asId<ProcessId>(id)))
      const made = await services.chatActions.create(doer, {
        caption,
        icon: 'bolt',
        queueId: null,
        processId: asId<ProcessId>(id),
        shortcut: null,
      })
      return must(made).id
    },
    async run(xml, who = 'ann') {
      latest = must(await services.runs.run(office.actor(who), chatId, await desk.action(xml))).run.id
      await settled()
      return desk.look()
    },
    async look() {
      await settled()
      const { runs } = await services.runs.list({ limit: 100 })
      const run = runs.find(({ run: { id } }) => latest === undefined || id === latest)
      if (run === undefined) throw new Error('nothing was run')
      return run
    },
    async answer(values, who = 'ann') {
      const [open] = must(await services.runs.forms(office.actor(who), chatId))
      if (open === undefined) throw new Error('no form is open')
      must(await services.runs.answerForm(office.actor(who), open.step.id, values))
      await settled()
    },
    async lines() {
      const messages = await store.messages.ofChat(chatId, 1_000)
      return messages
        .filter(one => one.direction === 'out' || one.direction === 'note' || one.system?.code === 'process')
        .map(one => (one.direction === 'system' ? `* ${one.text}` : `${one.direction}: ${one.text}`))
    },
    settled,
  }
  return desk
}
