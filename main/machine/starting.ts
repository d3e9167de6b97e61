// What keeps a program from starting, as one line that names the flag and the remedy: the port, the host and the data folder.
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Listener, listen } from './listener.ts'

/** Why the program cannot start: `message` is the line. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}

/** Throws CannotStart. */
export const takePort = async ({ host, port }: { host: string; port: number }): Promise<Listener> => {
  try {
    return await listen(host, port)
  } catch (error) {
    throw new CannotStart(whyNot(codeOf(error), host, port))
  }
}

const whyNot = (code: string, host: string, port: number): string => {
  switch (code) {
    case 'EADDRINUSE':
      return `--port: ${port} is taken by another program. Stop that one, or give another port.`
    case 'EACCES':
      return `--port: ${port} is not for every user. Give a port above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `--host: ${host} is no address of this machine. Give 127.0.0.1, 0.0.0.0 or one that it has.`
    default:
      return `--port: cannot listen on ${host}:${port} (${code}). Give another port.`
  }
}

/** Throws CannotStart, and makes nothing. */
export const checkDataDir = (dir: string): void => {
  const there = nearest(dir)
  if (!statSync(there).isDirectory()) throw new CannotStart(`--data: ${there} is not a folder. Name another place.`)
  try {
    accessSync(there, constants.W_OK | constants.X_OK)
  } catch {
    throw new CannotStart(`--data: ${there} cannot be written. Change its rights, or name another folder.`)
  }
}

/** The path itself, or the closest one above it that is there. */
const nearest = (path: string): string => (existsSync(path) || dirname(path) === path ? path : nearest(dirname(path)))

/** For its owner only, when it is made here. */
export const makeDataDir = (dir: string): void => {
  if (!existsSync(dir)) mkdirSync(dir, { recursive: true, mode: 0o700 })
}

/** Opens what is in the data folder; whatever is wrong with the folder becomes CannotStart, after `undo`. */
export const openOnData = async <T>(open: () => Promise<T>, undo: () => Promise<void>): Promise<T> => {
  try {
    return await open()
  } catch (error) {
    await undo()
    if (!isAboutData(error)) throw error
    throw new CannotStart(`--data: ${oneLine(error.message)}`)
  }
}

/** The store says in words what is wrong with a folder; the file system says it with a code. */
const isAboutData = (error: unknown): error is Error =>
  error instanceof Error &&
  (error.name === 'CannotOpenData' || /damaged/.test(error.message) || fileErrors.has(codeOf(error)))

const fileErrors = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'ENOTDIR',
  'EISDIR',
  'ENAMETOOLONG',
  'SQLITE_CANTOPEN',
])

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ')
