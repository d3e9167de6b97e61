// Seals secrets with AES-256-GCM under a key file, for hosts without a keychain of their own.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Keychain } from '../services/keychain.ts'

const scheme = 'aes-256-gcm'

export const keyFileKeychain = (key: Buffer): Keychain => ({
  seal(text) {
    const iv = randomBytes(12)
    const cipher = createCipheriv(scheme, key, iv)
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return ['k1', iv, cipher.getAuthTag(), sealed]
      .map(part => (typeof part === 'string' ? part : part.toString('base64url')))
      .join('.')
  },
  open(sealed) {
    const [version, iv, tag, text] = sealed.split('.')
    if (version !== 'k1' || iv === undefined || tag === undefined || text === undefined)
      throw new Error('This was not sealed here.')
    const decipher = createDecipheriv(scheme, key, Buffer.from(iv, 'base64url'))
    decipher.setAuthTag(Buffer.from(tag, 'base64url'))
    return decipher.update(Buffer.from(text, 'base64url'), undefined, 'utf8') + decipher.final('utf8')
  },
})
