// shell: what would have been opened elsewhere, recorded.
import type { Shell } from 'electron'
import { loud } from '../loud.ts'

/** Addresses, files and beeps, each oldest first. */
const recorded = { opened: [] as string[], openedPaths: [] as string[], shownInFolder: [] as string[], beeps: 0 }

const calls = {
  async openExternal(url: string) {
    recorded.opened.push(url)
  },
  async openPath(path: string) {
    recorded.openedPaths.push(path)
    return ''
  },
  showItemInFolder(path: string) {
    recorded.shownInFolder.push(path)
  },
  beep() {
    recorded.beeps += 1
  },
}

export const shell = loud('shell', {
  recorded,
  ...(calls satisfies Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'>),
})
