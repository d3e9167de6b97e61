// What can be carried between the processes under the test host, and what is refused.
import { describe, expect, it } from 'vitest'
import { createCodec } from './page/codec.ts'

const codec = createCodec()
const carried = (value: unknown) => codec.unpack(JSON.parse(JSON.stringify(codec.pack(value))))

describe('what is carried between the processes', () => {
  it.each([
    ['text', 'Grüße 👋'],
    ['nothing', null],
    ['undefined', undefined],
    ['numbers JSON does not know', [Number.NaN, -Infinity, -0]],
    ['large integers', 2n ** 70n],
    ['dates', new Date(86_400_000)],
    ['patterns', /a+/giu],
    ['maps and sets', new Map([[{ a: 1 }, new Set([1, 'two'])]])],
    ['bytes', new Uint8Array([0, 127, 255])],
    ['other views', new Float64Array([1.5, -2])],
    ['an object with an absent value', { a: undefined, b: [undefined] }],
    ['an array that looks packed', ['date', 5]],
  ])('%s arrive as they were', (_, value) => {
    expect(carried(value)).toStrictEqual(value)
  })

  it('errors keep their class, message and stack', () => {
    const error = new RangeError('too far')
    expect(carried(error)).toBeInstanceOf(RangeError)
    expect(carried(error)).toMatchObject({ message: 'too far', stack: error.stack })
  })

  it('the same object twice is two equal objects', () => {
    const shared = { a: 1 }
    expect(carried([shared, shared])).toEqual([{ a: 1 }, { a: 1 }])
  })

  it.each([
    ['functions', () => {}],
    ['symbols', Symbol('s')],
    ['promises', Promise.resolve()],
    ['blobs', { inside: new Blob([]) }],
  ])('%s are refused as Electron refuses them', (_, value) => {
    expect(() => codec.pack(value)).toThrow('An object could not be cloned.')
  })

  it('a value that holds itself is refused by name', () => {
    const ring: { self?: object } = {}
    ring.self = ring
    expect(() => codec.pack(ring)).toThrow('electron-host: cyclic values are not carried')
  })
})
