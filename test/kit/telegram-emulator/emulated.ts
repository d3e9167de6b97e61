// The emulator as most tests want it: started, with grammY's client beside it, and gone when the test is over.
import { Api, GrammyError } from 'grammy'
import { onTestFinished } from 'vitest'
import { type EmulatorOptions, TelegramEmulator } from './telegram-emulator.ts'

export interface Emulated {
  telegram: TelegramEmulator
  /** A real client of the first bot. */
  api: Api
}

export async function emulated(options: EmulatorOptions = {}): Promise<Emulated> {
  const telegram = new TelegramEmulator(options)
  await telegram.start()
  onTestFinished(() => telegram.stop())
  return { telegram, api: clientOf(telegram) }
}

export function clientOf(telegram: TelegramEmulator, token = telegram.token): Api {
  return new Api(token, { apiRoot: telegram.apiRoot })
}

/** The refusal a call ends in; fails the test if it ends otherwise. */
export async function refusal(call: Promise<unknown>): Promise<GrammyError> {
  const error = await call.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (!(error instanceof GrammyError)) throw new Error(`Expected a refusal, got ${String(error)}`)
  return error
}
