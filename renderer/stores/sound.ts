// Lets the agent hear: rings while a new chat waits, a short sound for each message that is not on screen. Says when the
// browser does not let it, so that silence is never taken for quiet.
import { create } from 'zustand'
import messageUrl from '../look/sounds/message.wav'
import ringUrl from '../look/sounds/ring.wav'
import { useChats } from './chats.ts'
import { usePreferences } from './preferences.ts'
import { messageGapMs, nextRing, type Ringing, ringEveryMs } from './ring.ts'
import { useShared } from './settings.ts'

/** `blocked`: the browser wants a click first. `broken`: the file cannot be played; Parley's own is played instead. */
export const useSound = create<{ readonly blocked: boolean; readonly broken: boolean }>(() => ({
  blocked: false,
  broken: false,
}))

const player = (name: string, url: string): HTMLAudioElement => {
  const audio = document.createElement('audio')
  audio.preload = 'auto'
  audio.src = url
  audio.dataset.sound = name
  document.body.append(audio)
  return audio
}

let ring: HTMLAudioElement
let message: HTMLAudioElement
let ringing: Ringing | null = null
let ringTimer: ReturnType<typeof setTimeout> | undefined
let queued = 0
let messageTimer: ReturnType<typeof setTimeout> | undefined

const ringSource = (): string => useShared.getState().settings?.OmniChatNotificationSound?.url ?? ringUrl

const play = async (audio: HTMLAudioElement, loudness: number): Promise<void> => {
  const { volume, muted } = usePreferences.getState()
  if (muted || volume === 0) return
  audio.volume = Math.min(1, volume * loudness)
  audio.currentTime = 0
  try {
    await audio.play()
    if (useSound.getState().blocked) useSound.setState({ blocked: false })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'NotAllowedError') useSound.setState({ blocked: true })
    else if (name === 'NotSupportedError' && audio === ring && audio.getAttribute('src') !== ringUrl) {
      useSound.setState({ broken: true })
      ring.src = ringUrl
      await play(ring, loudness)
    }
  }
}

const attendRinging = (): void => {
  clearTimeout(ringTimer)
  const count = useChats.getState().lists.fresh.length
  const next = nextRing(ringing, count, Date.now())
  ringing = next.ringing
  if (next.sound !== null) void play(ring, next.sound)
  if (ringing !== null)
    ringTimer = setTimeout(attendRinging, Math.min(ringEveryMs, Math.max(50, ringing.nextAt - Date.now())))
  else if (!ring.paused) ring.pause()
}

/** One sound for one message. Several at once are heard one after the other, at most five waiting: more would be noise. */
export const soundMessage = (): void => {
  queued = Math.min(5, queued + 1)
  messageTimer ??= setTimeout(playQueued, 0)
}

const playQueued = (): void => {
  messageTimer = undefined
  if (queued === 0) return
  queued -= 1
  void play(message, 1)
  if (queued > 0) messageTimer = setTimeout(playQueued, messageGapMs)
}

/** Plays the ring once, at the chosen volume: the "play" button, and how a blocked browser is asked. */
export const tryRing = (): void => void play(ring, 1)

/** A click or a key lets a browser play from then on. */
const unblock = (): void => {
  if (!useSound.getState().blocked) return
  useSound.setState({ blocked: false })
  if (ringing !== null) {
    ringing = null
    attendRinging()
  }
}

/** Begins to listen. Returns how to stop. */
export const startSound = (): (() => void) => {
  ring = player('ring', ringSource())
  message = player('message', messageUrl)
  // Whether sound will be let through can be known before the first chat rings.
  const probe = new AudioContext()
  if (probe.state === 'suspended' && !navigator.userActivation?.hasBeenActive) useSound.setState({ blocked: true })
  void probe.close()
  const stops = [
    useChats.subscribe((state, before) => {
      if (state.lists.fresh.length !== before.lists.fresh.length) attendRinging()
    }),
    useShared.subscribe((state, before) => {
      if (state.settings === before.settings) return
      useSound.setState({ broken: false })
      if (ring.getAttribute('src') !== ringSource()) ring.src = ringSource()
    }),
    usePreferences.subscribe(state => {
      if (state.muted) ring.pause()
    }),
  ]
  document.addEventListener('pointerdown', unblock, true)
  document.addEventListener('keydown', unblock, true)
  attendRinging()
  return () => {
    clearTimeout(ringTimer)
    clearTimeout(messageTimer)
    for (const stop of stops) stop()
    document.removeEventListener('pointerdown', unblock, true)
    document.removeEventListener('keydown', unblock, true)
    ring.remove()
    message.remove()
  }
}
