// The log: pino on standard error, so that standard output stays free for what programs read. Secrets never come here.
import pino from 'pino'
import type { Log } from '../channels/channel.ts'

export const openLog = (level: string): Log => {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  )
  return {
    info: (message, facts = {}) => logger.info(facts, message),
    warn: (message, facts = {}) => logger.warn(facts, message),
    error: (message, facts = {}) => logger.error(facts, message),
  }
}
