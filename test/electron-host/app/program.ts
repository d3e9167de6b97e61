// The program that runs under the host: where it is, what it is called, and where it may keep things.
import { readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export interface Program {
  /** The folder with its package.json. */
  readonly root: string
  readonly name: string
  readonly version: string
}

/** The nearest package.json above the main script, as Electron finds it. */
export function programOf(mainScript: string): Program {
  for (let root = path.dirname(mainScript); root !== path.dirname(root); root = path.dirname(root)) {
    const facts = packageIn(root)
    if (facts) return { root, name: facts.productName ?? facts.name ?? 'Electron', version: facts.version ?? '0.0.0' }
  }
  return { root: path.dirname(mainScript), name: 'Electron', version: '0.0.0' }
}

function packageIn(folder: string): { name?: string; productName?: string; version?: string } | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  } catch {
    return undefined
  }
}

/** `--user-data-dir=` as Electron takes it. Required: a program under test must not find the data of a real one. */
export function userDataOf(argv: readonly string[]): string {
  const given = argv.find(arg => arg.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length)
  if (!given) throw new Error('electron-host: start the program with --user-data-dir=FOLDER')
  return path.resolve(given)
}

/** Everything but the system's own folders stays inside the user data, so that tests leave nothing elsewhere. */
export function standardPaths(userData: string, program: Program): Map<string, string> {
  const inside = ['downloads', 'documents', 'desktop', 'pictures', 'music', 'videos', 'logs', 'crashDumps', 'home']
  return new Map([
    ['userData', userData],
    ['sessionData', userData],
    ['appData', path.dirname(userData)],
    ['temp', os.tmpdir()],
    ['exe', process.execPath],
    ['module', process.execPath],
    ['assets', program.root],
    ...inside.map((name): [string, string] => [name, path.join(userData, name)]),
  ])
}
