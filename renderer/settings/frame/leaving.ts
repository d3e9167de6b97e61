// Nobody loses what they typed by leaving: every way out of a changed form asks first.
import { create } from 'zustand'

interface Leaving {
  /** A form holds changes that are not saved. */
  readonly dirty: boolean
  /** Where somebody wanted to go when they were asked; null: nobody is asking. */
  readonly onward: (() => void) | null
}

export const useLeaving = create<Leaving>(() => ({ dirty: false, onward: null }))

export const setDirty = (dirty: boolean): void => {
  if (useLeaving.getState().dirty !== dirty) useLeaving.setState({ dirty })
}

/** Goes on at once, or after the question. */
export const leaveBy = (onward: () => void): void => {
  if (useLeaving.getState().dirty) useLeaving.setState({ onward })
  else onward()
}

export const stay = (): void => useLeaving.setState({ onward: null })

export const leave = (): void => {
  const { onward } = useLeaving.getState()
  useLeaving.setState({ dirty: false, onward: null })
  onward?.()
}

export const goTo = (hash: string): void =>
  leaveBy(() => {
    window.location.hash = hash
  })

/** After a save: there is nothing to lose. */
export const goOn = (hash: string): void => {
  setDirty(false)
  window.location.hash = hash
}

/** Watches the ways out that are not ours: links, back and forward, the address, closing the window. Returns how to stop. */
export const guardExits = (isDesktop: boolean): (() => void) => {
  const onNavigate = (event: NavigateEvent) => {
    if (!useLeaving.getState().dirty || !event.cancelable || !event.hashChange) return
    event.preventDefault()
    const { url, key } = event.destination
    const isTraversal = event.navigationType === 'traverse'
    leaveBy(() => {
      if (isTraversal) window.navigation.traverseTo(key)
      else window.location.href = url
    })
  }
  const onUnload = (event: BeforeUnloadEvent) => {
    if (!useLeaving.getState().dirty) return
    event.preventDefault()
    // Electron shows no question of its own, so ours must be there.
    if (isDesktop) leaveBy(() => window.close())
  }
  // Older browsers have no such thing: there, our own links and buttons ask, through goTo.
  const navigation: Navigation | undefined = window.navigation
  navigation?.addEventListener('navigate', onNavigate)
  window.addEventListener('beforeunload', onUnload)
  return () => {
    navigation?.removeEventListener('navigate', onNavigate)
    window.removeEventListener('beforeunload', onUnload)
    useLeaving.setState({ dirty: false, onward: null })
  }
}
