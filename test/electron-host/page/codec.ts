// Structured clone as JSON text: what Electron's IPC can carry, between Node and a page, and what it refuses.

/** A packed value. Whatever JSON cannot say is a tagged array. */
export type Packed = string | number | boolean | null | readonly unknown[]

export interface Codec {
  /** Throws Electron's "An object could not be cloned." for functions, symbols, promises, blobs and DOM nodes. */
  pack(value: unknown): Packed
  unpack(packed: Packed): unknown
}

/** Also runs in pages, as text: it must not refer to anything outside itself. */
export function createCodec(): Codec {
  const refusal = 'An object could not be cloned.'

  const toBase64 = (bytes: Uint8Array) => {
    if (typeof Buffer !== 'undefined') return Buffer.from(bytes).toString('base64')
    let text = ''
    const step = 8192 // more arguments than this overflow the stack
    for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step))
    return btoa(text)
  }
  const fromBase64 = (text: string) => Uint8Array.from(atob(text), character => character.charCodeAt(0))

  const packNumber = (value: number): Packed => {
    if (Object.is(value, -0)) return ['number', '-0']
    return Number.isFinite(value) ? value : ['number', String(value)]
  }

  const packObject = (value: object, above: ReadonlySet<object>): Packed => {
    if (above.has(value)) throw new Error('electron-host: cyclic values are not carried')
    const inside = new Set(above).add(value)
    const each = (item: unknown) => packAny(item, inside)
    if (Array.isArray(value)) return ['array', value.map(each)]
    if (value instanceof Date) return ['date', value.getTime()]
    if (value instanceof RegExp) return ['regexp', value.source, value.flags]
    if (value instanceof Map) return ['map', [...value].map(([key, item]) => [each(key), each(item)])]
    if (value instanceof Set) return ['set', [...value].map(each)]
    if (value instanceof Error) return ['error', value.name, value.message, String(value.stack)]
    if (value instanceof ArrayBuffer) return ['buffer', toBase64(new Uint8Array(value))]
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      const isNodeBuffer = typeof Buffer !== 'undefined' && value instanceof Buffer
      return ['view', isNodeBuffer ? 'Uint8Array' : value.constructor.name, toBase64(bytes)]
    }
    if (Object.prototype.toString.call(value) !== '[object Object]') throw new Error(refusal)
    return ['object', Object.fromEntries(Object.entries(value).map(([key, item]) => [key, each(item)]))]
  }

  const packAny = (value: unknown, above: ReadonlySet<object>): Packed => {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value
      case 'number':
        return packNumber(value)
      case 'undefined':
        return ['undefined']
      case 'bigint':
        return ['bigint', String(value)]
      case 'object':
        return value === null ? null : packObject(value, above)
      default:
        throw new Error(refusal)
    }
  }

  const views: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  }
  const errors: Record<string, new (message: string) => Error> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  }

  const unpack = (packed: Packed): unknown => {
    if (!Array.isArray(packed)) return packed
    const [tag, first, second, third] = packed as [string, never, never, never]
    switch (tag) {
      case 'number':
        return Number(first)
      case 'undefined':
        return undefined
      case 'bigint':
        return BigInt(first)
      case 'array':
        return (first as Packed[]).map(unpack)
      case 'date':
        return new Date(first)
      case 'regexp':
        return new RegExp(first, second)
      case 'map':
        return new Map((first as [Packed, Packed][]).map(([key, item]) => [unpack(key), unpack(item)]))
      case 'set':
        return new Set((first as Packed[]).map(unpack))
      case 'buffer':
        return fromBase64(first).buffer
      case 'view':
        return new (views[first] ?? Uint8Array)(fromBase64(second).buffer)
      case 'object':
        return Object.fromEntries(Object.entries<Packed>(first).map(([key, item]) => [key, unpack(item)]))
      case 'error':
        return Object.assign(new (errors[first] ?? Error)(second), { name: first as string, stack: third as string })
      default:
        throw new Error(`electron-host: a packed value cannot be ${tag}`)
    }
  }

  return { pack: value => packAny(value, new Set()), unpack }
}
