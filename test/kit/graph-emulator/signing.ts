// How Meta writes and signs what it calls with: everything beyond ASCII escaped, slashes too, and the bytes signed as they are.
import { createHmac } from 'node:crypto'

/** JSON as Meta writes it: "ä" comes as "\u00e4", so that whoever writes it anew gets other bytes. */
export const asMetaWrites = (body: unknown): string =>
  JSON.stringify(body)
    .replace(/[\u007f-\uffff]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/')

/** X-Hub-Signature-256. */
export const signatureOf = (appSecret: string, bytes: string | Uint8Array): string =>
  `sha256=${createHmac('sha256', appSecret).update(bytes).digest('hex')}`
