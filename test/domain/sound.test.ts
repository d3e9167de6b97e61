// What a file is, its bytes say: no document becomes a sound by its name.
import { expect, test } from 'vitest'
import { soundTypeOf } from '../../main/domain/sound.ts'

const bytes = (...parts: (string | number)[]) =>
  new Uint8Array(parts.flatMap(part => (typeof part === 'number' ? [part] : [...part].map(c => c.charCodeAt(0)))))

test.each([
  [bytes('RIFF', 0, 0, 0, 0, 'WAVEfmt '), 'audio/wav'],
  [bytes('OggS', 0), 'audio/ogg'],
  [bytes('fLaC'), 'audio/flac'],
  [bytes(0, 0, 0, 24, 'ftypM4A '), 'audio/mp4'],
  [bytes(0x1a, 0x45, 0xdf, 0xa3), 'audio/webm'],
  [bytes('ID3', 4), 'audio/mpeg'],
  [bytes(0xff, 0xfb, 0x90, 0x64), 'audio/mpeg'],
  [bytes(0xff, 0xf1, 0x50, 0x80), 'audio/aac'],
])('%# is a sound', (file, type) => {
  expect(soundTypeOf(file)).toBe(type)
})

test.each([
  ['a document', bytes('%PDF-1.7')],
  ['a picture', bytes(0xff, 0xd8, 0xff, 0xe0)],
  ['a picture of another kind', bytes(0x89, 'PNG')],
  ['a film of the kind AVI', bytes('RIFF', 0, 0, 0, 0, 'AVI ')],
  ['a program', bytes('MZ')],
  ['text with a mark of its order', bytes(0xff, 0xfe, 'h', 0)],
  ['a page', bytes('<!doctype html>')],
  ['nothing', bytes()],
])('%s is none', (_, file) => {
  expect(soundTypeOf(file)).toBeNull()
})
