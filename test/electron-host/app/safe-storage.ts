// safeStorage: real encryption under a key in the user data folder, so that secrets survive restarts as on a desktop with
// a keychain. The key lies beside them: good enough for a test, and for nothing else.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { SafeStorage } from 'electron'
import { loud } from '../loud.ts'
import { app } from './app.ts'

const header = Buffer.from('v10')
const [ivLength, tagLength] = [12, 16]

const mustBeReady = () => {
  if (!app.isReady()) throw new Error('safeStorage cannot be used before app is ready')
}

function key(): Buffer {
  const file = path.join(app.getPath('userData'), 'electron-host.key')
  try {
    return readFileSync(file)
  } catch {
    const fresh = randomBytes(32)
    writeFileSync(file, fresh, { mode: 0o600 })
    return fresh
  }
}

const storage = {
  /** A test sets this to false to be a desktop without a keychain. */
  isAvailable: true,

  isEncryptionAvailable: () => app.isReady() && storage.isAvailable,

  getSelectedStorageBackend: () => (storage.isAvailable ? ('gnome_libsecret' as const) : ('basic_text' as const)),

  encryptString(plainText: string): Buffer {
    mustBeReady()
    if (!storage.isAvailable) throw new Error('Error while encrypting the text provided to safeStorage.encryptString.')
    const iv = randomBytes(ivLength)
    const cipher = createCipheriv('aes-256-gcm', key(), iv)
    const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()])
    return Buffer.concat([header, iv, cipher.getAuthTag(), body])
  },

  decryptString(encrypted: Buffer): string {
    mustBeReady()
    const refusal = 'Error while decrypting the ciphertext provided to safeStorage.decryptString.'
    if (!storage.isAvailable || !encrypted.subarray(0, header.length).equals(header)) throw new Error(refusal)
    const tagAt = header.length + ivLength
    try {
      const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(header.length, tagAt))
      decipher.setAuthTag(encrypted.subarray(tagAt, tagAt + tagLength))
      return decipher.update(encrypted.subarray(tagAt + tagLength), undefined, 'utf8') + decipher.final('utf8')
    } catch {
      throw new Error(refusal)
    }
  },
}

export const safeStorage = loud(
  'safeStorage',
  storage satisfies Pick<
    SafeStorage,
    'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
  >,
)
