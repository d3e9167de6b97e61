// Hears what a page plays, from outside: every start of an audio element, how loud and how high it truly was, and its end.
import type { Page } from 'playwright-core'

export interface Heard {
  /** Which of the page's sounds: its `data-sound`. */
  readonly sound: string
  readonly src: string
  readonly volume: number
  /** On the page's own clock. */
  readonly at: number
  readonly ended: boolean
  /** The greatest energy while it played (root mean square of a frame), before the volume, and the pitch of that frame in Hz. */
  readonly energy: number
  readonly pitch: number
}

/** Begins to listen, also after each reload of the page. */
export const listenTo = async (page: Page): Promise<void> => {
  await page.addInitScript(hearEverything)
  await page.evaluate(hearEverything)
}

export const heard = (page: Page, sound?: string): Promise<Heard[]> =>
  page.evaluate(wanted => {
    const all = (window as unknown as { heard: Heard[] }).heard
    return all.filter(one => wanted === undefined || one.sound === wanted)
  }, sound)

/** Runs in the page, and sees nothing of this file. */
const hearEverything = (): void => {
  const ears = window as unknown as { heard?: { -readonly [Key in keyof Heard]: Heard[Key] }[] }
  if (ears.heard !== undefined) return
  const all: { -readonly [Key in keyof Heard]: Heard[Key] }[] = []
  ears.heard = all
  const analysers = new WeakMap<HTMLMediaElement, AnalyserNode>()
  const listening = new WeakMap<HTMLMediaElement, ReturnType<typeof setInterval>>()
  let context: AudioContext | undefined

  const analyserOf = (element: HTMLMediaElement): AnalyserNode => {
    const known = analysers.get(element)
    if (known !== undefined) return known
    context ??= new AudioContext()
    const analyser = context.createAnalyser()
    context.createMediaElementSource(element).connect(analyser).connect(context.destination)
    analysers.set(element, analyser)
    return analyser
  }

  const play = HTMLMediaElement.prototype.play
  HTMLMediaElement.prototype.play = async function (this: HTMLMediaElement) {
    const analyser = analyserOf(this)
    const one = {
      sound: this.dataset.sound ?? '',
      src: this.currentSrc || this.src,
      volume: this.volume,
      at: performance.now(),
      ended: false,
      energy: 0,
      pitch: 0,
    }
    all.push(one)
    clearInterval(listening.get(this))
    const wave = new Float32Array(analyser.fftSize)
    const tones = new Uint8Array(analyser.frequencyBinCount)
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(wave)
      const energy = Math.sqrt(wave.reduce((sum, value) => sum + value * value, 0) / wave.length)
      if (energy <= one.energy) return
      analyser.getByteFrequencyData(tones)
      one.energy = energy
      one.pitch = (tones.indexOf(Math.max(...tones)) * analyser.context.sampleRate) / analyser.fftSize
    }, 20)
    listening.set(this, timer)
    this.addEventListener('ended', () => Object.assign(one, { ended: true }), { once: true })
    await context?.resume()
    return play.call(this)
  }
}
