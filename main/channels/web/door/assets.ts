// The built page: the files of out/customer, read once, with a name for their contents so that browsers keep them for good.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const types = {
  'chat.js': 'text/javascript; charset=utf-8',
  'chat.css': 'text/css; charset=utf-8',
  'widget.js': 'text/javascript; charset=utf-8',
} as const

export type AssetName = keyof typeof types

export interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly gzipped: Uint8Array<ArrayBuffer>
  readonly type: string
  /** Changes with the contents. */
  readonly version: string
}

export interface Assets {
  /** Null: the page was not built. */
  get(name: AssetName): Promise<Asset | null>
}

export const isAssetName = (name: string): name is AssetName => Object.hasOwn(types, name)

export const assetsIn = (folder: string): Assets => {
  const kept = new Map<AssetName, Asset>()
  return {
    async get(name) {
      const there = kept.get(name)
      if (there) return there
      const bytes = await readFile(path.join(folder, name)).catch(() => null)
      if (!bytes) return null
      const version = createHash('sha256').update(bytes).digest('base64url').slice(0, 12)
      const asset = {
        bytes: new Uint8Array(bytes),
        gzipped: new Uint8Array(gzipSync(bytes)),
        type: types[name],
        version,
      }
      kept.set(name, asset)
      return asset
    },
  }
}
