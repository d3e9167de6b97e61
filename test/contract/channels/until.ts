// Waiting for something that will come true by itself, without guessing how long it takes.

/** Resolves with the first truthy thing that `look` returns; rejects in words when it never comes. */
export const until = async <T>(what: string, look: () => T | undefined | null | false | '' | 0): Promise<T> => {
  const giveUpAt = performance.now() + 10_000
  for (;;) {
    const found = look()
    if (found) return found
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain for ${what}`)
    await new Promise(resolve => setTimeout(resolve, 1))
  }
}
