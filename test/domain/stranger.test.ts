// What strangers write, made fit: nothing that turns, breaks or hides what stands beside it, and nothing else is touched.
import { expect, test } from 'vitest'
import { fitToKeep, plainName, plainText } from '../../main/domain/stranger.ts'

test('a name is one line, and turns nothing beside it', () => {
  expect(plainName('\u202Egnp.exe\u202C')).toBe('gnp.exe')
  expect(plainName('two\nlines\u2028three')).toBe('two lines three')
  expect(plainName('bell\u0007\u001b[31m')).toBe('bell [31m')
  expect(plainName('\uD800x')).toBe('\uFFFDx')
})

test('what is spelt with joiners stays as it is', () => {
  for (const name of ['👩‍👩‍👧', 'می‌خواهم', 'Ádám Çelik', '<b>']) expect(plainName(name)).toBe(name)
})

test('a text loses only what no text can hold', () => {
  expect(plainText('a\u0000b\n\u202Ec <script>')).toBe('ab\n\u202Ec <script>')
})

test('whoever has no name to be seen goes by their address', () => {
  const update = { type: 'profile', address: 'carol-1', at: 1, sender: { name: '\u202E\u0000' } } as const
  expect(fitToKeep(update)).toEqual({ ...update, sender: { name: 'carol-1' } })
})
