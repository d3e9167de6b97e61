// Smallest files that pass for what they are, for tests that do not care which picture or sound it is.

/** A red PNG of 1 x 1. */
export const tinyPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

/** Begins as an OGG stream does; nobody here plays it. */
export const tinyOgg = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(60)])

export const tinyMp3 = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(60)])

export const tinyMp4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(52)])

export const tinyWebp = Buffer.concat([Buffer.from('RIFF\x1a\0\0\0WEBPVP8L', 'latin1'), Buffer.alloc(16)])
