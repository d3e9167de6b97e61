// Who wrote, or is written about, as a network tells it.

/** Who wrote, as the network tells it. All texts are a stranger's: show them as text only. */
export interface Sender {
  readonly name: string
  readonly username?: string
  /** BCP 47, when the network tells it. */
  readonly language?: string
  readonly email?: string
  readonly phone?: string
  /** For groups: who in the group wrote. */
  readonly author?: string
}
