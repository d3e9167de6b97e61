// The emulator as its own process: node test/kit/telegram-emulator/main.ts --port N --token T [--rate-limits]
// Prints one line of JSON when it is ready; obeys POST /control/... (see control/control-api.ts); SIGTERM ends it.
import { parseArgs } from 'node:util'
import { answerControl } from './control/control-api.ts'
import { TelegramEmulator } from './telegram-emulator.ts'

const { port, token, rateLimits } = readArguments()
const telegram = new TelegramEmulator({ ...(token === undefined ? {} : { token }), rateLimits, control: answerControl })
await telegram.start(port)
console.log(JSON.stringify({ ready: true, apiRoot: telegram.apiRoot, token: telegram.token }))
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void telegram.stop())

function readArguments(): { port: number; token: string | undefined; rateLimits: boolean } {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, token: { type: 'string' }, 'rate-limits': { type: 'boolean' } },
    })
    const port = Number(values.port ?? 0)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port must be a number from 0 to 65535')
    if (values.token !== undefined && !/^[1-9]\d*:[\w-]{24,}$/.test(values.token)) {
      throw new Error('--token must look like 1000001:<24 or more letters, digits, _ or ->')
    }
    return { port, token: values.token, rateLimits: values['rate-limits'] === true }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(2)
  }
}
