// Seals small values so that we know them again when they come back from a stranger's browser: HMAC-SHA256, no state.
import { createHmac, timingSafeEqual } from 'node:crypto'

export interface Seal {
  /** Text that is safe in a URL and a header. Anybody can read the value; nobody else can make one. */
  close(purpose: string, value: unknown): string
  /** The value, or undefined when the text was not sealed by this key for this purpose. */
  open(purpose: string, text: string): unknown
}

/** `key`: at least 32 random bytes that the host keeps. Whoever has it can be any visitor. */
export const createSeal = (key: Uint8Array): Seal => {
  if (key.byteLength < 32) throw new Error('The visitor key must have at least 32 bytes')
  // The purpose is part of what is signed: a sealed upload is never a sealed visitor.
  const sign = (purpose: string, body: string) => createHmac('sha256', key).update(`${purpose}\n${body}`).digest()
  return {
    close(purpose, value) {
      const body = Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${body}.${sign(purpose, body).toString('base64url')}`
    },
    open(purpose, text) {
      const dot = text.indexOf('.')
      if (dot < 1) return undefined
      const body = text.slice(0, dot)
      const given = Buffer.from(text.slice(dot + 1), 'base64url')
      const right = sign(purpose, body)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
      return JSON.parse(Buffer.from(body, 'base64url').toString()) as unknown
    },
  }
}
