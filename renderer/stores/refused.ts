// What came back instead of an answer, told apart: a refusal with a sentence for the agent, or no connection.
export type Refused =
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: string; readonly ownerName: string | null }
  | { readonly kind: 'offline' }

const codes = new Set([
  'NOT_SIGNED_IN',
  'NOT_ALLOWED',
  'NOT_FOUND',
  'INVALID',
  'CONFLICT',
  'TAKEN',
  'TOO_LARGE',
  'TOO_MANY',
  'UNAVAILABLE',
])

export const refusedBy = (error: unknown): Refused => {
  if (!(error instanceof Error) || !('code' in error)) return { kind: 'offline' }
  const code = String(error.code)
  if (!codes.has(code) && code !== 'BAD_REQUEST' && code !== 'INTERNAL_SERVER_ERROR') return { kind: 'offline' }
  const facts = factsOf(error)
  return { kind: 'refused', code, sentence: error.message, ownerName: facts }
}

/** The field that a refusal is about; null: none. */
export const refusedField = (error: unknown): string | null => {
  if (!(error instanceof Error) || !('data' in error) || typeof error.data !== 'object' || error.data === null)
    return null
  return 'field' in error.data && typeof error.data.field === 'string' ? error.data.field : null
}

const factsOf = (error: Error): string | null => {
  if (!('data' in error) || typeof error.data !== 'object' || error.data === null || !('facts' in error.data))
    return null
  const { facts } = error.data
  if (typeof facts !== 'object' || facts === null || !('ownerName' in facts)) return null
  return typeof facts.ownerName === 'string' ? facts.ownerName : null
}
