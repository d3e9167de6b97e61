// Reads whole numbers that somebody typed, and says what is wrong with what is none. Nothing is corrected silently.
export interface Bounds {
  readonly min: number
  readonly max: number
}

export type Typed =
  | { readonly kind: 'empty' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'wrong'; readonly why: 'notWhole' | 'tooSmall' | 'tooLarge' }

export const wholeNumber = (typed: string, { min, max }: Bounds): Typed => {
  const text = typed.trim()
  if (text === '') return { kind: 'empty' }
  if (!/^[+-]?\d+$/.test(text)) return { kind: 'wrong', why: 'notWhole' }
  const value = Number(text)
  if (value < min) return { kind: 'wrong', why: 'tooSmall' }
  if (value > max) return { kind: 'wrong', why: 'tooLarge' }
  return { kind: 'number', value }
}

/** For the contract, after the form was checked: what is empty or wrong is null. */
export const numberOrNull = (typed: string, bounds: Bounds): number | null => {
  const read = wholeNumber(typed, bounds)
  return read.kind === 'number' ? read.value : null
}

export const typedOf = (value: number | null): string => (value === null ? '' : String(value))
