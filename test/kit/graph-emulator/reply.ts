// Answers of the emulated Graph API, and the errors that it knows.
export interface Reply {
  readonly status: number
  readonly body: unknown
  /** A page for a person, or a way elsewhere. */
  readonly html?: string
  readonly location?: string
}

export const ok = (body: unknown): Reply => ({ status: 200, body })

export const graphError = (code: number, message: string, subcode?: number, status = 400): Reply => ({
  status,
  body: {
    error: {
      message,
      type: 'OAuthException',
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      fbtrace_id: 'AbCdEfGhIjK',
    },
  },
})

export const noSuchThing = (id: string): Reply =>
  graphError(100, `Unsupported get request. Object with ID '${id}' does not exist.`, 33)

/** What a call brought: its address' and its body's values together, as Graph takes either. */
export interface Asked {
  readonly method: string
  /** Without the version: "/1092/messages". */
  readonly path: string
  readonly token: string
  readonly values: Readonly<Record<string, unknown>>
  /** A file that came along. */
  readonly file: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array } | null
}

export const textIn = (asked: Asked, name: string): string => {
  const value = asked.values[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** An object that was given as such, or written as JSON into a form. */
export const objectIn = (
  values: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>> => {
  const value = values[name]
  const found: unknown = typeof value === 'string' ? parsed(value) : value
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : {}
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
