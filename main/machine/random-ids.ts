// Ids that sort by time (UUID version 7, RFC 9562 section 5.7) and secrets from the machine's generator.
import { randomBytes } from 'node:crypto'
import type { Ids } from '../domain/ids.ts'

export const randomIds: Ids = {
  next() {
    const bytes = randomBytes(16)
    bytes.writeUIntBE(Date.now(), 0, 6)
    bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
    const hex = bytes.toString('hex')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  },
  secret: bytes => randomBytes(bytes).toString('base64url'),
}
