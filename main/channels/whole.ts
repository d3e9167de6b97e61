// A payload that nobody understands, as it can be kept: whole, as text.

/** Nested beyond reason, not even JSON.stringify can write it. */
export const whole = (payload: unknown): string => {
  if (typeof payload === 'string' && payload !== '') return payload
  try {
    return JSON.stringify(payload) ?? String(payload)
  } catch {
    return Object.prototype.toString.call(payload)
  }
}
