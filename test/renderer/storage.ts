// The browser's storage and a door to a workstation that is a few functions, for tests of stores that run without a browser.
import { onTestFinished, vi } from 'vitest'
import type { Door } from '../../preload/socket.ts'
import { setDoor } from '../../renderer/stores/door.ts'

/** Empty storage for one test. */
export const emptyStorage = (): Map<string, string> => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  return kept
}

/** Only the procedures that the test needs; any other would be undefined and fail it. */
export const openTestDoor = (procedures: object): void => {
  setDoor({ client: procedures as Door['client'], onState: () => () => {}, close: () => {} })
  onTestFinished(() => setDoor(null))
}

/** A refusal as the door hands it over. */
export const refusal = (code: string, sentence: string): Error => Object.assign(new Error(sentence), { code })

/** What is thrown when the connection broke: nobody knows what became of the call. */
export const connectionLost = (): Error => new Error('The connection to the workstation was lost.')
