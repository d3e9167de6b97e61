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

const factsOf = (error: Error): string | null => {
  if (!('data' in error) || typeof error.data !== 'object' || error.data === null || !('facts' in error.data))
    return null
  const { facts } = error.data
  if (typeof facts !== 'object' || facts === null || !('ownerName' in facts)) return null
  return typeof facts.ownerName === 'string' ? facts.ownerName : null
}
