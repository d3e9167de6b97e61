// Takes a file that somebody chose for a sound, or says in a sentence why it cannot be one. Hearing is believing: a file is
// a sound when this browser can decode it, whatever it calls itself.
import { largestSoundBytes } from '../../../main/domain/sound.ts'
import { t } from '../../words/words.ts'

export interface ChosenSound {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly seconds: number
}

/** What a file chooser offers. */
export const soundTypes = 'audio/*,.mp3,.wav,.ogg,.oga,.opus,.m4a,.aac,.flac,.weba'

const byExtension: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  flac: 'audio/flac',
  weba: 'audio/webm',
}

/** Null when it is no audio file by its type, nor, where the system does not know the type, by its name. */
export const audioTypeOf = (file: Pick<File, 'name' | 'type'>): string | null => {
  if (file.type.startsWith('audio/')) return file.type
  const extension = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? ''
  return file.type === '' || file.type === 'application/ogg' ? (byExtension[extension] ?? null) : null
}

/** The sentence that is wrong with it before it is read; null: read it. */
export const checkSoundFile = (file: Pick<File, 'name' | 'type' | 'size'>): string | null => {
  const { name } = file
  if (file.size === 0) return t('settings.system.sound.empty', { name })
  if (file.size > largestSoundBytes)
    return t('settings.system.sound.tooLarge', { name, megabytes: (Math.ceil(file.size / 100_000) / 10).toFixed(1) })
  return audioTypeOf(file) === null ? t('settings.system.sound.wrongType', { name }) : null
}

export const readSound = async (
  file: File,
  decode: (bytes: ArrayBuffer) => Promise<{ readonly duration: number }>,
): Promise<ChosenSound | { readonly sentence: string }> => {
  const wrong = checkSoundFile(file)
  if (wrong !== null) return { sentence: wrong }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    // Decoding takes the buffer away, so it gets its own.
    const { duration } = await decode(bytes.slice().buffer)
    return { name: file.name, mime: audioTypeOf(file) ?? 'audio/mpeg', bytes, seconds: duration }
  } catch {
    return { sentence: t('settings.system.sound.unreadable', { name: file.name }) }
  }
}
