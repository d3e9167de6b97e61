// Seals secrets with the operating system's keychain (Electron's safeStorage), or with a key file where there is none.
import { join } from 'node:path'
import { safeStorage } from 'electron'
import { keyFromFile } from '../machine/key-file.ts'
import { keyFileKeychain } from '../machine/key-file-keychain.ts'
import type { Keychain } from '../services/keychain.ts'

/** Texts sealed either way can be opened, so that a keychain that comes or goes loses nothing that the file sealed. */
export const desktopKeychain = (dir: string): Keychain => {
  const file = () => keyFileKeychain(keyFromFile(join(dir, 'secrets.key')))
  return {
    seal: text =>
      safeStorage.isEncryptionAvailable()
        ? `os.${safeStorage.encryptString(text).toString('base64url')}`
        : file().seal(text),
    open: sealed =>
      sealed.startsWith('os.')
        ? safeStorage.decryptString(Buffer.from(sealed.slice(3), 'base64url'))
        : file().open(sealed),
  }
}
