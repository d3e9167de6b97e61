// What a desktop can be told when it is started: where its data is, and whether to rehearse.
import { resolve } from 'node:path'

export interface DesktopOptions {
  /** Null: Electron's own place for user data. */
  readonly dataDir: string | null
  readonly demo: boolean
  /** Port of the customer's page; null: the usual one. */
  readonly customerPort: number | null
}

/** Unknown arguments are left alone: Electron and Chromium have many of their own. */
export const desktopOptions = (args: readonly string[]): DesktopOptions => {
  const given = (name: string): string | null => {
    const i = args.findIndex(arg => arg === name || arg.startsWith(`${name}=`))
    if (i === -1) return null
    return args[i]?.includes('=') ? (args[i]?.slice(name.length + 1) ?? null) : (args[i + 1] ?? null)
  }
  const dir = given('--data')
  const port = Number(given('--customer-port') ?? Number.NaN)
  return {
    dataDir: dir === null ? null : resolve(dir),
    demo: args.includes('--demo'),
    customerPort: Number.isInteger(port) && port >= 0 && port < 65_536 ? port : null,
  }
}
