// Chance that can be written down: the same number in gives the same draws out, on every machine.

export class Chance {
  #state: number

  /** `state`: any whole number; of an earlier Chance, to go on where it was. */
  constructor(state: number) {
    this.#state = state >>> 0
  }

  /** All there is to remember: 32 bits. */
  get state(): number {
    return this.#state
  }

  /** From 0 up to 1. */
  draw(): number {
    // A Weyl sequence (steps of 2^32 divided by the golden ratio), scrambled.
    this.#state = (this.#state + 0x9e3779b9) >>> 0
    return scramble(this.#state) / 0x1_0000_0000
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.draw() * (to - from + 1))
  }

  /** True so often: 0.25 is every fourth time. */
  happens(share: number): boolean {
    return this.draw() < share
  }

  /** The same things in another order. */
  shuffle<T>(things: readonly T[]): readonly T[] {
    return things
      .map(thing => ({ thing, place: this.draw() }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ thing }) => thing)
  }
}

/** A beginning of its own for each number, however close the numbers. */
export const seedFor = (seed: number, number: number): number => scramble(scramble(seed >>> 0) ^ (number >>> 0))

/** Every bit of the input moves about half of the bits of the output (the finalizer of MurmurHash3). */
const scramble = (bits: number): number => {
  let mixed = bits ^ (bits >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
