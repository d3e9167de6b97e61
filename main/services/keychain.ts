// Seals secrets before they touch the disk: Electron's safeStorage on a desktop, a key file of mode 0600 on a hub.
export interface Keychain {
  seal(text: string): string
  /** Throws when the text was not sealed by this keychain. */
  open(sealed: string): string
}
