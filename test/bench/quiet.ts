// A log that says nothing but what went wrong.
import type { Log } from '../../main/channels/channel.ts'

export const quiet: Log = {
  info() {},
  warn() {},
  error: (message, facts) => console.error(message, facts ?? {}),
}
