// What the host remembers of a webContents, between what its page does and what the program asks.
import type { HandlerDetails, WindowOpenHandlerResponse } from 'electron'

export interface ContentsState {
  url: string
  title: string
  /** The address the program itself sent the page to: not a navigation that it must be asked about. */
  navigatingTo: string | undefined
  isLoading: boolean
  hasCrashed: boolean
  isDestroyed: boolean
  openHandler: ((details: HandlerDetails) => WindowOpenHandlerResponse) | undefined
}

export const freshContents = (): ContentsState => ({
  url: '',
  title: '',
  navigatingTo: undefined,
  isLoading: false,
  hasCrashed: false,
  isDestroyed: false,
  openHandler: undefined,
})
