// Who may import whom: the table at the end of section 2 of the design, as data, and what breaks it, in sentences.
import { builtinModules } from 'node:module'
import type { Import, SourceFile } from './source-file.ts'

/** A path of the repository; one that ends with a slash stands for everything in that folder. */
type Place = string

interface Layer {
  readonly holds: Place | RegExp
  /** Files it may import, besides those in its own folder. */
  readonly sees: readonly Place[]
  /** Files of which it may import types only. */
  readonly seesTypesOf?: readonly Place[]
  readonly packages: 'any' | readonly string[]
  /** Whether it may use what only Node has. */
  readonly node: boolean
}

/** The first that holds a file counts. */
const layers: readonly Layer[] = [
  { holds: 'main/domain/', sees: [], packages: [], node: false },
  {
    holds: 'main/services/',
    sees: [
      'main/domain/',
      'main/storage/store.ts',
      'main/storage/access-token-store.ts',
      'main/storage/case-store.ts',
      'main/storage/configuration-store.ts',
      'main/storage/webhook-store.ts',
      'main/storage/protocol-store.ts',
      'main/storage/thread-store.ts',
      'main/storage/process-store.ts',
      'main/channels/channel.ts',
      'main/channels/webhook.ts',
    ],
    packages: [],
    node: false,
  },
  {
    holds: 'main/storage/',
    sees: ['main/domain/'],
    seesTypesOf: ['main/channels/channel.ts'],
    packages: ['better-sqlite3', 'kysely'],
    node: true,
  },
  // Runs at the customer's, in a browser.
  {
    holds: 'main/channels/web/page/',
    sees: ['main/domain/', 'main/channels/web/close-codes.ts'],
    seesTypesOf: ['main/channels/web/'],
    packages: ['preact'],
    node: false,
  },
  { holds: 'main/channels/registry.ts', sees: ['main/domain/', 'main/channels/'], packages: [], node: false },
  // One network each; beside it, what all networks share.
  { holds: /^main\/channels\/[^/]+\//, sees: ['main/domain/', 'main/channels/*'], packages: 'any', node: true },
  { holds: 'main/channels/', sees: ['main/domain/', 'main/channels/*'], packages: [], node: false },
  {
    holds: 'main/processes/',
    sees: ['main/domain/', 'main/services/'],
    seesTypesOf: ['main/storage/store.ts', 'main/channels/channel.ts'],
    packages: 'any',
    node: true,
  },
  {
    holds: 'main/wire/',
    sees: ['main/domain/', 'main/services/', 'main/channels/webhook.ts', 'preload/'],
    seesTypesOf: [
      'main/storage/store.ts',
      'main/storage/case-store.ts',
      'main/storage/webhook-store.ts',
      'main/storage/protocol-store.ts',
      'main/storage/thread-store.ts',
      'main/channels/channel.ts',
    ],
    packages: 'any',
    node: true,
  },
  { holds: 'main/', sees: ['main/', 'preload/'], packages: 'any', node: true },
  { holds: 'preload/', sees: ['main/domain/'], packages: 'any', node: false },
  { holds: 'renderer/vite.config.ts', sees: [], packages: 'any', node: true },
  {
    holds: 'renderer/',
    sees: ['main/domain/', 'preload/socket.ts'],
    seesTypesOf: ['preload/'],
    packages: 'any',
    node: false,
  },
  { holds: 'test/', sees: ['main/', 'preload/', 'renderer/', 'test/', 'package.json'], packages: 'any', node: true },
]

/** Nobody but these has a screen of the operating system at hand; tests stand in for it. */
const mayImportElectron: readonly Place[] = ['main/desktop/', 'preload/bridge.ts', 'test/']

/** One sentence for every import that breaks the table. */
export const forbiddenImports = (files: readonly SourceFile[], exists: (path: string) => boolean): readonly string[] =>
  files.flatMap(file => {
    const layer = layers.find(one => isHeld(one, file.path))
    if (layer === undefined)
      return [`${file.path} is in no layer: say in test/kit/architecture/layers.ts what it may see`]
    return file.imports.flatMap(one => {
      const objection = objectionTo(one, file.path, layer, exists)
      return objection === null ? [] : [`${file.path}:${one.line} ${objection}`]
    })
  })

const objectionTo = (one: Import, from: string, layer: Layer, exists: (path: string) => boolean): string | null => {
  if (one.target !== null) {
    if (isIn(one.target, ownFolder(layer, from)) || layer.sees.some(place => isIn(one.target ?? '', place)))
      return exists(one.target) ? null : `imports ${one.target}, which is not there`
    const isTypesOnly = layer.seesTypesOf?.some(place => isIn(one.target ?? '', place)) ?? false
    if (isTypesOnly) return one.isType ? null : `may import types only from ${one.target}`
    return `must not import ${one.target}`
  }
  const source = one.source ?? ''
  if (source === 'electron' && !mayImportElectron.some(place => isIn(from, place))) return 'must not import electron'
  if (source.startsWith('node:') || builtinModules.includes(source))
    return layer.node ? null : `must not import ${source}`
  return layer.packages === 'any' || layer.packages.includes(source) ? null : `must not import the package ${source}`
}

const isHeld = ({ holds }: Layer, path: string): boolean =>
  typeof holds === 'string' ? isIn(path, holds) : holds.test(path)

/** A single file has no folder of its own. */
const ownFolder = ({ holds }: Layer, path: string): Place => {
  if (typeof holds !== 'string') return holds.exec(path)?.[0] ?? path
  if (holds === 'main/channels/') return 'main/channels/*'
  return holds.endsWith('/') ? holds : path
}

/** `folder/*` stands for the files in it, `folder/` for those below as well. */
const isIn = (path: string, place: Place): boolean => {
  if (place.endsWith('/*')) return path.startsWith(place.slice(0, -1)) && !path.slice(place.length - 1).includes('/')
  return place.endsWith('/') ? path.startsWith(place) : path === place
}
