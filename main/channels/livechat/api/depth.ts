// Customers' programs may nest their data as deep as they like; what is walked by calls, such as JSON.stringify, breaks at that.
const deepest = 64

/** Freshly parsed JSON: whatever lies deeper is cut off in place. */
export const cutDepth = (value: unknown): unknown => {
  let level: object[] = isObject(value) ? [value] : []
  for (let depth = 1; level.length > 0; depth++) {
    const next: object[] = []
    for (const one of level)
      for (const [key, inner] of Object.entries(one)) {
        if (!isObject(inner)) continue
        if (depth < deepest) next.push(inner)
        else Reflect.set(one, key, '…')
      }
    level = next
  }
  return value
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
