// How a good payload is spoilt: a key is missing, or holds something that it should not.

const rubbish = (): readonly unknown[] => [
  null,
  -1,
  '',
  [],
  {},
  true,
  1e308,
  'x'.repeat(70_000),
  '\u0000\ud800‮<script>',
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":1}}'),
  JSON.parse(`${'[['.repeat(20)}${']]'.repeat(20)}`),
  Array(300).fill({ a: 1 }),
  "'; DROP TABLE chats; --",
]

/** The payload with one value somewhere in it replaced, or taken out. `n` says which and by what. */
export const twisted = (payload: object, n: number): object => {
  const copy = structuredClone(payload) as Record<string, unknown>
  const places = placesIn(copy)
  const place = places[n % Math.max(1, places.length)]
  if (place === undefined) return { ...copy, ...(rubbish()[9] as object) }
  const [holder, key] = place
  const all = rubbish()
  const which = Math.trunc(n / Math.max(1, places.length)) % (all.length + 1)
  if (which === all.length) delete holder[key]
  else holder[key] = all[which]
  return copy
}

const placesIn = (value: unknown): (readonly [Record<string, unknown>, string])[] => {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap(key => [[holder, key] as const, ...placesIn(holder[key])])
}

/** Frames that are no requests at all. */
export const noFrames = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{"action":null}',
  '{"action":"__proto__","request_id":"p"}',
  '{"action":"constructor","payload":{"constructor":1}}',
  '{"action":"send_event","payload":[]}',
  '{"action":"send_event","version":"3.0"}',
  `{"action":"send_event","payload":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
  '{"__proto__":{"action":"login"}}',
]
