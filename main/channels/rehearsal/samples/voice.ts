// Makes a voice note: a murmur of syllables, as a WAV file of 8 bits at 8 kHz.

const rate = 8_000

/** `seconds` of somebody murmuring. */
export const murmur = (seconds: number): Uint8Array => {
  const length = Math.round(seconds * rate)
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + length, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  // Plain samples, one channel.
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(length, 40)
  return Buffer.concat([header, Buffer.from(Array.from({ length }, (_, i) => 128 + Math.round(96 * sound(i / rate))))])
}

/** About four syllables a second, a breath now and then, the pitch of a speaking voice that falls at the end of a phrase. */
const sound = (t: number): number => {
  const phrase = t % 2.4
  if (phrase > 2) return 0
  const syllable = Math.sin(Math.PI * ((t * 4.2) % 1)) ** 0.7
  const pitch = 150 - 18 * phrase + 10 * Math.sin(t * 5)
  const tone = (times: number) => Math.sin(2 * Math.PI * pitch * times * t)
  return syllable * (0.5 * tone(1) + 0.3 * tone(2) + 0.15 * tone(4) + 0.05 * tone(7))
}
