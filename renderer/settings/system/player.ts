// Plays a sound once, to hear what agents will hear: an address, or a file that is not saved yet. No page policy needs to
// allow blob addresses for it.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { usePreferences } from '../../stores/preferences.ts'

export interface Player {
  readonly isPlaying: boolean
  readonly decode: (bytes: ArrayBuffer) => Promise<AudioBuffer>
  /** False when it cannot be fetched or decoded. */
  readonly play: (sound: string | Uint8Array<ArrayBuffer>) => Promise<boolean>
  readonly stop: () => void
}

export const usePlayer = (): Player => {
  const context = useRef<AudioContext | null>(null)
  const source = useRef<AudioBufferSourceNode | null>(null)
  const [isPlaying, setPlaying] = useState(false)
  const speaker = useCallback(() => {
    context.current ??= new AudioContext()
    return context.current
  }, [])
  const stop = useCallback(() => {
    source.current?.stop()
    source.current = null
    setPlaying(false)
  }, [])
  useEffect(
    () => () => {
      void context.current?.close()
      context.current = null
    },
    [],
  )
  return useMemo(() => {
    const decode = (bytes: ArrayBuffer) => speaker().decodeAudioData(bytes)
    const play = async (sound: string | Uint8Array<ArrayBuffer>): Promise<boolean> => {
      stop()
      try {
        // Decoding takes the buffer away, so it gets its own.
        const audio = await decode(typeof sound === 'string' ? await fetched(sound) : sound.slice().buffer)
        const { volume } = usePreferences.getState()
        const gain = new GainNode(speaker(), { gain: volume })
        const node = new AudioBufferSourceNode(speaker(), { buffer: audio })
        node.connect(gain).connect(speaker().destination)
        node.onended = () => {
          if (source.current === node) stop()
        }
        await speaker().resume()
        source.current = node
        node.start()
        setPlaying(true)
        return true
      } catch {
        return false
      }
    }
    return { isPlaying, decode, play, stop }
  }, [isPlaying, speaker, stop])
}

const fetched = async (url: string): Promise<ArrayBuffer> => {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`The sound could not be fetched: ${answer.status}`)
  return answer.arrayBuffer()
}
