// The tray: Parley goes on ringing when its window is closed; the unread total stands beside the icon, on the dock, in the tooltip.
import { join } from 'node:path'
import { app, Menu, nativeImage, Tray } from 'electron'

export interface TrayIcon {
  setUnread(messages: number): void
  destroy(): void
}

/** Null where the desktop has no tray. */
export const createTray = (
  outDir: string,
  deeds: { show: () => void; settings: () => void; quit: () => void },
): TrayIcon | null => {
  try {
    const tray = new Tray(nativeImage.createFromPath(join(outDir, 'renderer', 'tray.png')))
    tray.setToolTip('Parley')
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Open Parley', click: deeds.show },
        { label: 'Settings', click: deeds.settings },
        { type: 'separator' },
        { label: 'Quit', click: deeds.quit },
      ]),
    )
    tray.on('click', deeds.show)
    return {
      setUnread(messages) {
        tray.setToolTip(messages === 0 ? 'Parley' : `Parley: ${messages} unread`)
        app.setBadgeCount(messages)
      },
      destroy: () => tray.destroy(),
    }
  } catch {
    return null
  }
}
