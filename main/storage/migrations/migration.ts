// A migration: a number, a sentence, and the statements that bring the data file from the number before it to this one.
export interface Migration {
  readonly number: number
  /** What it does, for the log. */
  readonly sentence: string
  readonly up: (run: (statements: string) => void) => void
  /** Afterwards the file is written anew, so that nothing is left in it of what was ever deleted. */
  readonly rewritesTheFile?: boolean
}
