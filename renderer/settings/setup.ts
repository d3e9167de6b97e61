// What is set up, as the workstation last told it, and kept right by events: a busy minute costs a few answers, not one an event.
import { create } from 'zustand'
import type {
  AgentView,
  CannedReplyView,
  ChannelView,
  ChatActionView,
  ChatWebhookView,
  FollowingProgramView,
  OwnFieldView,
  ProcessSecretView,
  ProcessSummaryView,
  QueueView,
  RelayStatusView,
  RoleView,
  SettingsView,
  WebhookView,
} from '../../preload/views.ts'
import { ask, useConnection } from '../stores/door.ts'
import { hear } from '../stores/events.ts'
import { may } from '../stores/session.ts'
import { type Noun, nouns, staleAfter } from './frame/stale.ts'

export interface Unread {
  readonly id: number
  readonly channelId: string
  readonly at: number
  readonly payload: string
  readonly reason: string
}

export interface BannedContact {
  readonly id: string
  readonly name: string
  readonly ban: {
    readonly at: number
    readonly byName: string | null
    readonly reason: string
    readonly until: number | null
  }
}

export interface Setup {
  readonly queues: readonly QueueView[]
  readonly channels: readonly ChannelView[]
  readonly agents: readonly AgentView[]
  readonly roles: readonly RoleView[]
  readonly replies: readonly CannedReplyView[]
  readonly processes: readonly ProcessSummaryView[]
  readonly actions: readonly ChatActionView[]
  readonly secrets: readonly ProcessSecretView[]
  readonly system: SettingsView | null
  readonly relay: RelayStatusView | null
  readonly quarantine: readonly Unread[]
  readonly webhooks: readonly WebhookView[]
  readonly chatWebhooks: {
    readonly webhooks: readonly ChatWebhookView[]
    readonly programs: readonly FollowingProgramView[]
  }
  readonly ownFields: readonly OwnFieldView[]
  readonly banned: readonly BannedContact[]
  /** What a network warned of when a channel was added, by channel; shown until the channel is saved again. */
  readonly warnings: ReadonlyMap<string, string>
  readonly state: 'loading' | 'loaded' | 'failed'
}

const nothing: Setup = {
  queues: [],
  channels: [],
  agents: [],
  roles: [],
  replies: [],
  processes: [],
  actions: [],
  secrets: [],
  system: null,
  relay: null,
  quarantine: [],
  webhooks: [],
  chatWebhooks: { webhooks: [], programs: [] },
  ownFields: [],
  banned: [],
  warnings: new Map(),
  state: 'loading',
}

export const useSetup = create<Setup>(() => nothing)

const fetchOf: Readonly<Record<Noun, () => Promise<Partial<Setup>>>> = {
  queues: async () => ({ queues: (await ask().queues.list({})).queues }),
  channels: async () => ({ channels: (await ask().channels.list({})).channels }),
  agents: async () => {
    const [{ agents }, { roles }] = await Promise.all([ask().agents.list({}), ask().agents.roles({})])
    return { agents, roles }
  },
  replies: async () => ({ replies: (await ask().cannedReplies.list({})).replies }),
  processes: async () => (may('CanManageChats') ? ask().processes.list({}) : { processes: [] }),
  actions: async () => (may('CanManageChats') ? ask().chatActions.list({}) : { actions: [] }),
  secrets: async () => (may('CanManageChats') ? ask().processes.listSecrets({}) : { secrets: [] }),
  system: async () => ({ system: await ask().settings.get({}) }),
  relay: async () => ({ relay: may('CanManageChats') ? await ask().relay.status({}) : null }),
  ownFields: async () => ({ ownFields: (await ask().ownFields.list({})).fields }),
  banned: async () => (may('CanManageChats') ? { banned: (await ask().contacts.banned({})).contacts } : { banned: [] }),
  quarantine: async () =>
    may('CanManageChats') ? { quarantine: (await ask().channels.quarantine({})).items } : { quarantine: [] },
  webhooks: async () => {
    if (!may('CanManageChats')) return {}
    const [{ webhooks }, chatWebhooks] = await Promise.all([ask().webhooks.list({}), ask().webhooks.listOfChats({})])
    return { webhooks, chatWebhooks }
  },
}

export const warnOf = (channelId: string, warning: string | null): void =>
  useSetup.setState(({ warnings }) => {
    const next = new Map(warnings)
    if (warning === null) next.delete(channelId)
    else next.set(channelId, warning)
    return { warnings: next }
  })

const turns = new Map<Noun, number>()

/** Asks anew; of two answers about the same, the one asked for last counts. Rejects when one of them fails. */
export const reload = async (...wanted: readonly Noun[]): Promise<void> => {
  await Promise.all(
    wanted.map(async noun => {
      const turn = (turns.get(noun) ?? 0) + 1
      turns.set(noun, turn)
      const fresh = await fetchOf[noun]()
      if (turns.get(noun) === turn) useSetup.setState(fresh)
    }),
  )
}

export const reloadAll = async (): Promise<void> => {
  try {
    await reload(...nouns)
    useSetup.setState({ state: 'loaded' })
  } catch {
    useSetup.setState(({ state }) => ({ state: state === 'loaded' ? 'loaded' : 'failed' }))
  }
}

/** Live counts follow what happens at this pace at most. */
const paceMs = 400

/** Loads everything and follows what happens. Returns how to stop. */
export const startSetup = (): (() => void) => {
  const stale = new Set<Noun>()
  let timer: ReturnType<typeof setTimeout> | null = null
  const catchUp = async () => {
    const wanted = [...stale]
    stale.clear()
    // A failure needs no words here: the bar about the connection says it, and all is asked anew when it is back.
    await reload(...wanted).catch(() => {})
    timer = stale.size > 0 ? setTimeout(catchUp, paceMs) : null
  }
  const stops = [
    hear(item => {
      for (const noun of staleAfter(item)) stale.add(noun)
      if (stale.size > 0) timer ??= setTimeout(catchUp, paceMs / 4)
    }),
    useConnection.subscribe((now, before) => {
      if (now.state === 'connected' && before.state !== 'connected') void reloadAll()
    }),
  ]
  void reloadAll()
  return () => {
    if (timer !== null) clearTimeout(timer)
    for (const stop of stops) stop()
    useSetup.setState(nothing)
  }
}
