// The bridge: all that a desktop screen gets of Electron. Strings out, strings in; what they mean is the contract's business.
import { contextBridge, ipcRenderer } from 'electron'

const listen = (channel: string, listener: (text: string) => void): (() => void) => {
  const hear = (_event: unknown, text: unknown) => {
    if (typeof text === 'string') listener(text)
  }
  ipcRenderer.on(channel, hear)
  return () => void ipcRenderer.removeListener(channel, hear)
}

contextBridge.exposeInMainWorld('parley', {
  /** A frame of the contract, to the workstation. */
  send: (frame: string) => ipcRenderer.send('parley:frame', String(frame)),
  /** Frames of the contract, from the workstation. Returns how to stop listening. */
  onFrame: (listener: (frame: string) => void) => listen('parley:frame', listener),
  /** What the desktop asks of the screen, as JSON: `{ "type": "openChat", "chatId": "..." }`. */
  onCommand: (listener: (command: string) => void) => listen('parley:command', listener),
})
