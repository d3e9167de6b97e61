// What calls the visitor back to a page that is out of sight: a number in the title and two short notes.

let audio: AudioContext | null = null

/** Browsers let a page sound only after it was touched; until then this does nothing. */
export const chime = async (): Promise<void> => {
  try {
    audio ??= new AudioContext()
    if (audio.state === 'suspended') await audio.resume()
    note(audio, 660, 0)
    note(audio, 880, 0.12)
  } catch {
    // No sound here: the title has the number.
  }
}

const note = (to: AudioContext, frequency: number, delay: number): void => {
  const start = to.currentTime + delay
  const tone = new OscillatorNode(to, { type: 'sine', frequency })
  const volume = new GainNode(to, { gain: 0 })
  volume.gain.linearRampToValueAtTime(0.12, start + 0.015)
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.3)
  tone.connect(volume).connect(to.destination)
  tone.start(start)
  tone.stop(start + 0.32)
}

export const titleWith = (title: string, unread: number): string => (unread > 0 ? `(${unread}) ${title}` : title)
