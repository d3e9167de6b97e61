// The port behind which passwords are hashed (scrypt in the hosts); services never see how.
export interface Passwords {
  hash(password: string): Promise<string>
  /** Takes as long for an unknown hash as for a known one. */
  verify(password: string, hash: string | null): Promise<boolean>
  /** A one-way name of a token, for the sessions table. */
  digest(token: string): string
  /** HMAC-SHA-1 (RFC 2104), as authenticator apps reckon: 20 bytes. */
  mac(key: Uint8Array, message: Uint8Array): Uint8Array
}
