// What may be a notification sound: told by its first bytes, whatever the file calls itself.

export const largestSoundBytes = 5_000_000

/** The type of the audio file that begins with these bytes; null: it is none that a screen could play. */
export const soundTypeOf = (bytes: Uint8Array): string | null => {
  const has = (sign: string, at = 0) => [...sign].every((letter, i) => bytes[at + i] === letter.charCodeAt(0))
  if (has('RIFF') && has('WAVE', 8)) return 'audio/wav'
  if (has('OggS')) return 'audio/ogg'
  if (has('fLaC')) return 'audio/flac'
  if (has('ftyp', 4)) return 'audio/mp4'
  if (has('\x1A\x45\xDF\xA3')) return 'audio/webm'
  if (has('ID3')) return 'audio/mpeg'
  return frameTypeOf(bytes[0] ?? 0, bytes[1] ?? 0, bytes[2] ?? 0)
}

/**
 * Bare frames begin with eleven set bits (ISO 11172-3, 2.4.1.3), ADTS with twelve and layer 0 (ISO 13818-7, 6.2). Layer, bit rate
 * and sampling rate have values that no file can have; they keep out what only looks like it.
 */
const frameTypeOf = (first: number, second: number, third: number): string | null => {
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null
  const layer = (second >> 1) & 0b11
  if (layer === 0) return (second & 0xf0) === 0xf0 ? 'audio/aac' : null
  // Layer I, which no player knows, is how text in UTF-16 begins.
  if (layer === 0b11) return null
  const isMpegVersion = ((second >> 3) & 0b11) !== 0b01
  const isBitRate = third >> 4 !== 0b1111
  const isSamplingRate = ((third >> 2) & 0b11) !== 0b11
  return isMpegVersion && isBitRate && isSamplingRate ? 'audio/mpeg' : null
}
