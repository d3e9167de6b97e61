// The list under the pointer does not jump.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heldOrder } from '../../renderer/stores/held-order.ts'

const rows = (...ids: string[]) => ids.map(id => ({ id, gone: false }))
const shownAs = (list: readonly { id: string; gone: boolean }[]) => list.map(row => (row.gone ? `(${row.id})` : row.id))

describe('while the pointer is on the list', () => {
  const holding = true

  test('another order waits', () => {
    const list = heldOrder({ shown: rows('a', 'b', 'c'), wanted: ['c', 'a', 'b'], holding })
    expect(shownAs(list)).toEqual(['a', 'b', 'c'])
  })

  test('who left keeps the place as a ghost, who came waits at the end', () => {
    const list = heldOrder({ shown: rows('a', 'b', 'c'), wanted: ['d', 'c', 'a'], holding })
    expect(shownAs(list)).toEqual(['a', '(b)', 'c', 'd'])
  })

  test('what rings comes in on top', () => {
    const list = heldOrder({
      shown: rows('a', 'b'),
      wanted: ['b', 'new', 'a'],
      holding,
      comesOnTop: id => id === 'new',
    })
    expect(shownAs(list)).toEqual(['new', 'a', 'b'])
  })

  test('what I took myself goes at once', () => {
    const list = heldOrder({ shown: rows('a', 'b'), wanted: ['b'], holding, leavesAtOnce: id => id === 'a' })
    expect(shownAs(list)).toEqual(['b'])
  })

  test('no row that stays changes its place among the others, whatever happens', () => {
    const some = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 7 })
    fc.assert(
      fc.property(some, some, (before, wanted) => {
        const list = heldOrder({ shown: rows(...before), wanted, holding })
        expect(list.filter(row => before.includes(row.id)).map(row => row.id)).toEqual(before)
        expect(
          list
            .filter(row => !row.gone)
            .map(row => row.id)
            .sort(),
        ).toEqual([...wanted].sort())
      }),
    )
  })
})

test('when the pointer leaves, the order is the wanted one and ghosts are gone', () => {
  const list = heldOrder({ shown: [{ id: 'b', gone: true }, ...rows('a')], wanted: ['c', 'a'], holding: false })
  expect(shownAs(list)).toEqual(['c', 'a'])
})
