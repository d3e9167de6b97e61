// Brings the panel to life: opens the door, learns who I am, fetches my lists and follows what happens from there on.
import type { Door } from '../../preload/socket.ts'
import { startAlerts } from './alerts.ts'
import { startBots } from './bots.ts'
import { forgetCaseEdits } from './case-edits.ts'
import { forgetCases, startCases } from './cases.ts'
import { chatOf, refreshChats, useChats } from './chats.ts'
import { setClock } from './clock.ts'
import { obeyDesktop } from './commands.ts'
import { forgetContacts } from './contacts.ts'
import {
  fetchConversation,
  forgetConversations,
  leaveConversation,
  openConversation,
  useConversations,
} from './conversations.ts'
import { ask, setDoor, useConnection } from './door.ts'
import { saveAllDrafts, takeUpDrafts } from './drafts.ts'
import { forgetErased } from './erased.ts'
import { hear, takeEvent } from './events.ts'
import { follow } from './follower.ts'
import { followAddress, type Place, usePlace } from './place.ts'
import { refusedBy } from './refused.ts'
import { forgetRuns } from './runs.ts'
import { useSearch } from './search.ts'
import { sendAllWaiting, takeUpUnsent } from './sending.ts'
import { useSession } from './session.ts'
import { refreshChannels, refreshReplies, refreshSettings } from './settings.ts'
import { startSound } from './sound.ts'

/** A screen that is so many events behind asks for everything anew instead of hearing each. */
const tooFarBehind = 5_000

/** Asks for a conversation that is not here. Its answer takes as long as clearing the old one from the screen. */
const askAhead = ({ chatId, messageId }: Place): boolean => {
  if (chatId === null || useSession.getState().me === null) return false
  if (useConversations.getState().byChat.has(chatId)) return false
  void fetchConversation(chatId, messageId ?? undefined)
  return true
}

/** `openDoor` is preload/socket.ts's. Returns how to end it all. */
export const start = (openDoor: () => Door): (() => void) => {
  let stopFollowing: AbortController | null = null
  let stopRest: (() => void)[] = []
  const stopAddress = followAddress(askAhead)
  const stopObeying = obeyDesktop()
  const stopForgetting = hear(forgetErased)
  // Before React draws the new place, so that the first frame of a conversation that is here shows it.
  const stopPlace = usePlace.subscribe((place, before) => {
    if (useSession.getState().me === null) return
    if (before.chatId !== null && before.chatId !== place.chatId) leaveConversation(before.chatId)
    if (place.chatId !== before.chatId || place.messageId !== null || before.messageId !== null) openPlace()
    beHeard()
  })

  // Settings have a window of their own beside the panel's, which rings already: both would be heard twice.
  const beHeard = (): void => {
    if (stopRest.length === 0 && usePlace.getState().window === 'panel')
      stopRest = [startSound(), startAlerts(), startCases(), startBots()]
  }

  const load = async (): Promise<void> => {
    const info = await ask().workstation.info({})
    setClock(info.now)
    const me = await ask().session.me({})
    const isFirst = useSession.getState().me === null
    useSession.setState({ me, info })
    if (isFirst) {
      takeUpUnsent()
      takeUpDrafts()
    }
    const seq = await refreshChats()
    beHeard()
    stopFollowing?.abort()
    stopFollowing = new AbortController()
    void followFrom(seq, stopFollowing)
    openPlace()
    void refreshSettings().catch(() => {})
    void refreshReplies().catch(() => {})
    void refreshChannels().catch(() => {})
    sendAllWaiting()
    saveAllDrafts()
  }

  const followFrom = (since: number, stop: AbortController): Promise<void> => {
    let isFirst = true
    return follow(
      {
        open: async (from, signal) => {
          if (!isFirst && (await isTooFarBehind(from))) {
            forgetConversations()
            stop.abort()
            void loadUntilDone()
          }
          isFirst = false
          return ask().events.follow({ since: from }, { signal })
        },
        take: takeEvent,
        pause: (failures, signal) => pause(Math.min(5_000, 250 * 2 ** failures), signal),
      },
      since,
      stop.signal,
    )
  }

  let loading = false
  const loadUntilDone = async (): Promise<void> => {
    if (loading) return
    loading = true
    for (let failures = 0; ; failures++) {
      try {
        await load()
        break
      } catch (error) {
        const refused = refusedBy(error)
        if (refused.kind === 'refused' && refused.code === 'NOT_SIGNED_IN') {
          useConnection.setState({ state: 'signedOut', retryAt: null })
          break
        }
        await pause(Math.min(5_000, 250 * 2 ** failures))
      }
    }
    loading = false
  }

  let stopState = () => {}
  let door: Door | null = null
  const open = (): void => {
    stopState()
    door?.close()
    door = openDoor()
    setDoor(door)
    stopState = door.onState((state, retryAt) => {
      useConnection.setState({ state, retryAt: retryAt ?? null })
      if (state === 'signedOut') {
        stopFollowing?.abort()
        forgetAgent()
      }
      if (state !== 'connected') return
      if (useSession.getState().me === null) void loadUntilDone()
      else {
        sendAllWaiting()
        saveAllDrafts()
      }
    })
  }
  reopen = open
  open()

  return () => {
    stopAddress()
    stopObeying()
    stopForgetting()
    stopPlace()
    stopFollowing?.abort()
    for (const stop of stopRest) stop()
    stopState()
    door?.close()
    setDoor(null)
  }
}

/** Also when the workstation was put back to an earlier state: its numbers then are lower than ours. */
const isTooFarBehind = async (from: number): Promise<boolean> => {
  const { seq } = await ask().chatService.getChats({ all: false })
  return seq - from > tooFarBehind || seq < from
}

/** The session ended: the next one may be somebody else's. What is unsent stays in the browser, under its agent's name. */
const forgetAgent = (): void => {
  useSession.setState({ me: null })
  useChats.setState(useChats.getInitialState(), true)
  useSearch.setState(useSearch.getInitialState(), true)
  forgetConversations()
  forgetContacts()
  forgetRuns()
  forgetCases()
  forgetCaseEdits()
}

const openPlace = (): void => {
  const { chatId, messageId } = usePlace.getState()
  if (chatId === null) return
  const chat = chatOf(chatId)
  openConversation(chatId, chat?.unread ?? 0, chat !== null, messageId ?? undefined)
}

let reopen = (): void => {}

/** After signing in: the same door with a new key. */
export const openAnew = (): void => reopen()

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
