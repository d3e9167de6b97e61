// A sound card of PulseAudio's that nobody hears, and a tape of all that is played on it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from './until.ts'

const rate = 44_100

export interface Tape {
  /** The greatest amplitude, 1 = full. */
  readonly peak: number
  /** How high the loudest second is: by its zero crossings. */
  readonly hertz: number
}

export interface SoundCard extends AsyncDisposable {
  /** For the program that is to play on it. */
  readonly env: Readonly<Record<string, string>>
  /** What was recorded so far, once it is as wanted; null until then. */
  tape(wanted: (tape: Tape) => boolean): Tape | null
}

/** Why there can be none here; null: there can. */
export const soundCardMissing = (): string | null => {
  for (const program of ['pulseaudio', 'parec', 'pactl']) {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' })
    } catch {
      return `${program} is not installed`
    }
  }
  return null
}

/** `dir`: an empty folder of its own. */
export const openSoundCard = async (dir: string): Promise<SoundCard> => {
  chmodSync(dir, 0o700)
  const env = {
    XDG_RUNTIME_DIR: dir,
    PULSE_RUNTIME_PATH: join(dir, 'pulse'),
    PULSE_SERVER: `unix:${join(dir, 'pulse', 'native')}`,
  }
  const file = join(dir, 'tape.raw')
  const started: ChildProcess[] = []
  const start = (program: string, args: readonly string[]): ChildProcess => {
    const child = spawn(program, args, { env: { ...process.env, ...env, HOME: dir }, stdio: 'ignore' })
    started.push(child)
    return child
  }
  start('pulseaudio', [
    ...['-n', '--daemonize=no', '--exit-idle-time=-1', '--disallow-exit'],
    ...['-L', 'module-null-sink sink_name=tape', '-L', 'module-native-protocol-unix'],
  ])
  await until('the sound card is there', () => existsSync(join(dir, 'pulse', 'native')))
  start('parec', ['-d', 'tape.monitor', '--format=s16le', `--rate=${rate}`, '--channels=1', file])
  await until('the tape runs', () => existsSync(file) && readFileSync(file).length > 0)
  return {
    env,
    tape: wanted => {
      const tape = measure(readFileSync(file))
      return wanted(tape) ? tape : null
    },
    async [Symbol.asyncDispose]() {
      for (const child of started.reverse()) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        const ended = once(child, 'exit')
        child.kill('SIGKILL')
        await ended
      }
    },
  }
}

const measure = (bytes: Buffer): Tape => {
  const samples = new Int16Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 2))
  const loud = samples.findIndex(sample => Math.abs(sample) > 1_000)
  if (loud < 0) return { peak: 0, hertz: 0 }
  // A quarter of a second that begins a little after the first sound, where it is steady.
  const part = samples.subarray(loud + rate / 20, loud + rate / 20 + rate / 4)
  if (part.length < rate / 4) return { peak: 0, hertz: 0 }
  let crossings = 0
  let peak = 0
  part.forEach((sample, i) => {
    peak = Math.max(peak, Math.abs(sample))
    if (i > 0 && (part[i - 1] ?? 0) < 0 !== sample < 0) crossings++
  })
  return { peak: peak / 32_768, hertz: crossings / 2 / (part.length / rate) }
}
