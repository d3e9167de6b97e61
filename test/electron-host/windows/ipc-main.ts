// ipcMain: where messages and calls of preload scripts arrive.
import { HostEmitter, loud } from '../loud.ts'

type Handler = (event: object, ...args: unknown[]) => unknown

/** Channels are the program's own, so any name may be listened to. */
class IpcMain extends HostEmitter {
  readonly handlers = new Map<string, Handler>()

  constructor() {
    super('ipcMain', 'any')
  }

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel)
  }
}

export const ipcMain = loud('ipcMain', new IpcMain())

/** Rejects with the text that Electron sends to the page. */
export async function callHandler(channel: string, event: object, args: unknown[]): Promise<unknown> {
  const handler = ipcMain.handlers.get(channel)
  if (!handler) throw `Error: No handler registered for '${channel}'`
  try {
    return await handler(event, ...args)
  } catch (error) {
    throw error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
}
