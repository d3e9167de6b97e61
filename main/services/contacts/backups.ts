// What the work on contacts asks of the machine's backups: a person who is erased is in the older ones still.
export interface Backups {
  /** After so many days a backup makes room for newer ones. */
  readonly keptDays: number
  /** Copies of the data, those from before updates too. */
  held(): Promise<readonly { readonly at: number }[]>
  /** Makes one of now and removes all older copies. Rejects when none could be made: then the older ones are kept. */
  renew(): Promise<void>
}
