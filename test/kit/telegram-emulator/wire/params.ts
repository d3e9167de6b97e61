// The parameters of one call. The real server turns every encoding into strings first and reads numbers, flags and
// objects out of them leniently, so JSON, form and multipart requests come to the same thing here too.

export interface Upload {
  field: string
  name: string
  mime: string
  bytes: Buffer
}

export class Params {
  readonly values: Readonly<Record<string, string>>
  readonly uploads: readonly Upload[]

  constructor(values: Record<string, string>, uploads: readonly Upload[] = []) {
    this.values = values
    this.uploads = uploads
  }

  text(name: string): string {
    return this.values[name] ?? ''
  }

  has(name: string): boolean {
    return this.text(name) !== ''
  }

  /** Clamped, never refused: nonsense counts as 0. */
  integer(name: string, fallback: number, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): number {
    if (!this.has(name)) return fallback
    const value = Number.parseInt(this.text(name), 10)
    return Math.min(max, Math.max(min, Number.isNaN(value) ? 0 : value))
  }

  flag(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).trim().toLowerCase())
  }

  /** A JSON parameter, or undefined where it is missing or is no JSON. */
  json(name: string): unknown {
    if (!this.has(name)) return undefined
    try {
      return JSON.parse(this.text(name))
    } catch {
      return undefined
    }
  }

  upload(field: string): Upload | undefined {
    return this.uploads.find(upload => upload.field === field)
  }
}

/** Fields of a JSON body as the strings a form would have carried. */
export function fromJson(body: Record<string, unknown>): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(body)) {
    if (value === null || value === undefined) continue
    values[name] = typeof value === 'string' ? value : JSON.stringify(value)
  }
  return values
}

export function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}
