// Puts the two ends of the bridge and the preload script into a page, ahead of everything the page loads.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Session } from '../browser/cdp.ts'
import { loud } from '../loud.ts'
import { createBridgePeer } from './bridge-peer.ts'
import { createCodec } from './codec.ts'
import { answerFilePaths } from './file-paths.ts'
import { createPreloadScope, receiverName } from './isolated-world.ts'
import { preloadWorldName } from './worlds.ts'

export interface PreloadScript {
  /** A file: one CommonJS script that needs nothing but electron. */
  readonly preload: string
  readonly args: readonly string[]
  /** The name of the way to the main process. */
  readonly binding: string
}

/** The peer of the page's world must listen before the preload's world speaks, so it is installed first. */
export function installPreload(page: Session, script: PreloadScript): Promise<unknown>[] {
  const { preload, args, binding } = script
  const source = readFileSync(preload, 'utf8')
  const [toPage, toPreload, marker] = [randomUUID(), randomUUID(), randomUUID()]
  const processOfPreload = {
    type: 'renderer',
    platform: process.platform,
    arch: process.arch,
    sandboxed: true,
    contextIsolated: true,
    argv: [process.execPath, ...args],
    env: {},
    versions: { electron: process.versions.electron, node: process.versions.node },
  }
  const names = [toPage, toPreload, marker].map(name => JSON.stringify(name))
  const peerOfPage = `(${createBridgePeer})(${names[0]}, ${names[1]}, ${names[2]})`
  const peerOfPreload = `(${createBridgePeer})(${names[1]}, ${names[0]}, ${names[2]})`
  const preloadScript = `{
    const codec = (${createCodec})()
    const peer = ${peerOfPreload}
    const ports = { codec, peer, loud: ${loud}, binding: ${JSON.stringify(binding)}, receiver: '${receiverName}' }
    const scope = (${createPreloadScope})(ports)
    const module = { exports: {} }
    try {
      (function (require, module, exports, process, global) { ${source}
      })(scope.require, module, module.exports, ${JSON.stringify(processOfPreload)}, globalThis)
    } catch (error) {
      scope.post({ kind: 'preload-error', error: codec.pack(error instanceof Error ? error : new Error(String(error))) })
    }
  }`
  // The binding exists in this world of every frame, the preload script only in the top one, as in Electron.
  return [
    page.send('Runtime.addBinding', { name: binding, executionContextName: preloadWorldName }),
    page.send('Page.addScriptToEvaluateOnNewDocument', { source: `if (window === top) ${peerOfPage}` }),
    page.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: preloadWorldName,
      source: `if (window === top) ${preloadScript}`,
    }),
    ...(source.includes('getPathForFile') ? [answerFilePaths(page)] : []),
  ]
}
