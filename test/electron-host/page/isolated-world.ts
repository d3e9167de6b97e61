// What a sandboxed preload script finds: `require('electron')` with ipcRenderer and contextBridge, and a bare `process`.
import type { loud } from '../loud.ts'
import type { BridgePeer } from './bridge-peer.ts'
import type { Codec, Packed } from './codec.ts'

/** From the preload's world to the main process. */
export type ToMain =
  | { readonly kind: 'send'; readonly channel: string; readonly args: Packed }
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: Packed }
  | { readonly kind: 'preload-error'; readonly error: Packed }

/** From the main process to the preload's world. */
export type ToPage =
  | { readonly kind: 'message'; readonly channel: string; readonly args: Packed }
  | { readonly kind: 'reply'; readonly id: number; readonly ok: boolean; readonly value: Packed }

/** The one global of the preload's world through which the main process reaches it. */
export const receiverName = '__electronHostReceive'

export interface PreloadScope {
  require(id: string): unknown
  post(message: ToMain): void
}

export interface PreloadPorts {
  readonly codec: Codec
  readonly peer: BridgePeer
  readonly loud: typeof loud
  /** Names of the binding to take and of the receiver to leave. */
  readonly binding: string
  readonly receiver: string
}

/** Runs in the page, as text: it must not refer to anything outside itself and its argument. */
export function createPreloadScope({ codec, peer, loud, binding, receiver }: PreloadPorts): PreloadScope {
  type Listener = (event: object, ...args: unknown[]) => void
  interface Entry {
    readonly listener: Listener
    readonly once: boolean
  }
  interface Call {
    readonly channel: string
    resolve(value: unknown): void
    reject(error: Error): void
  }

  const world = globalThis as unknown as Record<string, (text: string) => void>
  const toMain = world[binding]
  delete world[binding]
  const post = (message: ToMain) => toMain?.(JSON.stringify(message))

  const entries = new Map<string, Entry[]>()
  const calls = new Map<number, Call>()
  let lastCall = 0

  const add = (channel: string, listener: Listener, once = false) => {
    entries.set(channel, [...(entries.get(channel) ?? []), { listener, once }])
    return ipcRenderer
  }
  const remove = (channel: string, listener: Listener) => {
    const list = entries.get(channel) ?? []
    const at = list.findLastIndex(entry => entry.listener === listener)
    entries.set(channel, at < 0 ? list : list.toSpliced(at, 1))
    return ipcRenderer
  }

  const ipcRenderer: Record<string, unknown> = loud('ipcRenderer', {
    on: add,
    addListener: add,
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) entries.clear()
      else entries.delete(channel)
      return ipcRenderer
    },
    listenerCount: (channel: string) => entries.get(channel)?.length ?? 0,
    send: (channel: string, ...args: unknown[]) => post({ kind: 'send', channel, args: codec.pack(args) }),
    invoke: (channel: string, ...args: unknown[]) => {
      lastCall += 1
      const id = lastCall
      const packed = codec.pack(args)
      return new Promise((resolve, reject) => {
        calls.set(id, { channel, resolve, reject })
        post({ kind: 'invoke', id, channel, args: packed })
      })
    },
  })

  const receive = (message: ToPage) => {
    if (message.kind === 'reply') {
      const call = calls.get(message.id)
      calls.delete(message.id)
      const value = codec.unpack(message.value)
      if (message.ok) call?.resolve(value)
      else call?.reject(new Error(`Error invoking remote method '${call.channel}': ${value}`))
      return
    }
    const args = codec.unpack(message.args) as unknown[]
    for (const { listener, once } of entries.get(message.channel) ?? []) {
      if (once) remove(message.channel, listener)
      try {
        listener({ sender: ipcRenderer, ports: [] }, ...args)
      } catch (error) {
        reportError(error) // one listener's fault is not the next one's, nor the sender's
      }
    }
  }
  world[receiver] = text => receive(JSON.parse(text) as ToPage)

  const electron = loud('electron (in a preload script)', {
    ipcRenderer,
    contextBridge: loud('contextBridge', { exposeInMainWorld: (key: string, api: unknown) => peer.expose(key, api) }),
    webUtils: loud('webUtils', { getPathForFile }),
    webFrame: loud('webFrame', {
      setZoomFactor: (factor: number) => document.documentElement.style.setProperty('zoom', String(factor)),
      getZoomFactor: () => Number(document.documentElement.style.getPropertyValue('zoom') || 1),
    }),
  })

  /** Only the debugger can stop a page until the main process has looked at a file: see file-paths.ts. */
  function getPathForFile(file: File): string {
    if (!(file instanceof File)) throw new TypeError('getPathForFile takes a File')
    // biome-ignore lint/style/useConst: the debugger assigns it
    let fileOnDisk = ''
    // biome-ignore lint/suspicious/noDebugger: this is the question
    debugger
    return fileOnDisk
  }

  return {
    post,
    require(id) {
      if (id === 'electron' || id === 'electron/renderer') return electron
      throw new Error(`module not found: ${id}`)
    },
  }
}
