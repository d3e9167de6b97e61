// What a registered property may be, and who may do what with it where.
import { expect, test } from 'vitest'
import { mayDo, type PropertyRule, valueFault } from '../../main/domain/registered-property.ts'

const rule = (more: Partial<PropertyRule>): PropertyRule => ({ type: 'int', access: {}, ...more })

test.each<[Partial<PropertyRule>, string | number | boolean, string | null]>([
  [{}, 3, null],
  [{}, 3.5, 'must be a whole number'],
  [{}, '3', 'must be a whole number'],
  [{ type: 'bool' }, true, null],
  [{ type: 'bool' }, 1, 'must be true or false'],
  [{ type: 'string' }, '', null],
  [{ type: 'tokenized_string' }, false, 'must be a text'],
  [{ range: { from: 0, to: 1 } }, 1, null],
  [{ range: { from: 0, to: 1 } }, 2, 'must be from 0 to 1'],
  [{ range: { from: 0, to: 1 } }, -1, 'must be from 0 to 1'],
  [{ type: 'string', domain: ['a', 'b'] }, 'c', 'must be one of a, b'],
  [{ type: 'string', domain: ['a', 'b'] }, 'b', null],
])('%j holds %j: %s', (more, value, fault) => {
  expect(valueFault(rule(more), value)).toBe(fault)
})

test('what is not named may not be done', () => {
  const one = rule({ access: { chat: { agent: ['read', 'write'], customer: ['read'] } } })
  expect(mayDo(one, 'write', 'chat', 'agent')).toBe(true)
  expect(mayDo(one, 'read', 'chat', 'customer')).toBe(true)
  expect(mayDo(one, 'write', 'chat', 'customer')).toBe(false)
  expect(mayDo(one, 'read', 'thread', 'agent')).toBe(false)
})
