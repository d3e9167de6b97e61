// The house keeps to its plan: who may import whom (design, section 2), no circles, and the habits of every file.
import { describe, expect, test } from 'vitest'
import { importCircles } from './kit/architecture/cycles.ts'
import { circlesOfTypes, longFiles } from './kit/architecture/exceptions.ts'
import { leftOutTests, mostLines, ownClocks, tooLong, withoutOpening } from './kit/architecture/habits.ts'
import { forbiddenImports } from './kit/architecture/layers.ts'
import { isThere, readHouse } from './kit/architecture/read-house.ts'

describe('the house', () => {
  const house = readHouse()

  test('is read at all', () => {
    expect(house.length).toBeGreaterThan(200)
    expect(house.flatMap(file => file.imports).length).toBeGreaterThan(500)
  })

  test('imports only what its table allows', () => {
    expect(forbiddenImports(house, isThere)).toEqual([])
  })

  test('has no circles when it runs', () => {
    expect(importCircles(house, 'running')).toEqual([])
  })

  test('has no circles of types but those that are known', () => {
    expect(importCircles(house, 'all')).toEqual(circlesOfTypes.toSorted())
  })

  test('takes time and chance as arguments in domain and services', () => {
    expect(ownClocks(house)).toEqual([])
  })

  test('says at the beginning of every file what it is for', () => {
    expect(withoutOpening(house)).toEqual([])
  })

  test('has small files, but for those that are known', () => {
    expect(tooLong(house, longFiles)).toEqual([])
  })

  test('needs its exceptions for length', () => {
    const linesOf = new Map(house.map(file => [file.path, file.lines]))
    const needless = Object.keys(longFiles).filter(path => (linesOf.get(path) ?? 0) <= mostLines)
    expect(needless).toEqual([])
  })

  test('leaves no test out', () => {
    expect(leftOutTests(house)).toEqual([])
  })
})
