// The top frame of a webContents: what a program asks when it checks who sent a message.
import type { WebFrameMain } from 'electron'
import { loud } from '../loud.ts'
import { originOf } from '../net/schemes.ts'

export interface MainFrame
  extends Pick<WebFrameMain, 'url' | 'origin' | 'parent' | 'processId' | 'routingId' | 'frameTreeNodeId' | 'detached'> {
  readonly top: MainFrame
  isDestroyed(): boolean
}

/** `url` is asked anew each time: the frame stays while its page changes. */
export function createMainFrame(id: number, url: () => string, isDestroyed: () => boolean): MainFrame {
  const frame: MainFrame = loud('webFrameMain', {
    get url() {
      return url()
    },
    get origin() {
      return originOf(url())
    },
    get top() {
      return frame
    },
    parent: null,
    processId: id,
    routingId: 1,
    frameTreeNodeId: id,
    detached: false,
    isDestroyed,
  })
  return frame
}
