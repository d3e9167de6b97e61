// The emulator as a process of its own: told over HTTP what customers do, it outlives whoever it is talking to.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Api } from 'grammy'
import { expect, onTestFinished, test } from 'vitest'
import { RemoteTelegram } from './control/remote-telegram.ts'

const token = '3000003:AAF-emulated-token-of-another-process'
const ada = { id: 77, firstName: 'Ada' }

test('a test in another process sees and causes everything', async () => {
  const telegram = await RemoteTelegram.spawn(token)
  onTestFinished(() => telegram.stop())
  const api = new Api(token, { apiRoot: telegram.apiRoot })

  const said = await telegram.says(ada, 'hello')
  await telegram.does(ada, 'sendsDocument', 'note.txt', Buffer.from('bytes survive the trip'))
  const updates = await api.getUpdates()
  expect(updates.map(one => one.message?.text ?? one.message?.document?.file_size)).toEqual(['hello', 22])
  await telegram.fails('sendMessage', { do: 'refuse', retryAfter: 2 })
  await expect(api.sendMessage(ada.id, 'answer')).rejects.toThrow(/429/)
  await telegram.fails('sendMessage', { do: 'drop', when: 'after' })
  await expect(api.sendMessage(ada.id, 'answer')).rejects.toThrow(/Network request/)
  await api.sendMessage(ada.id, 'answer')
  await telegram.until({ what: 'sent', count: 2 })
  expect((await telegram.received(ada.id)).map(one => one.text)).toEqual(['answer', 'answer'])

  await api.getUpdates({ offset: Number(updates.at(-1)?.update_id) + 1, timeout: 0, limit: 1 })
  await telegram.until({ what: 'confirmed' })
  const ledger = await telegram.ledger()
  expect(ledger.updates[0]).toMatchObject({ updateId: said.updateId, confirmedAt: expect.any(Number) })
  expect(ledger.doubles).toHaveLength(1)
  await expect(telegram.does(ada, 'sings' as never)).rejects.toThrow(/cannot "sings"/)
})

test('a command line that makes no sense is one sentence and exit code 2', () => {
  const program = fileURLToPath(new URL('main.ts', import.meta.url))
  const run = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
  expect(run('--port', 'lots')).toMatchObject({ status: 2, stderr: '--port must be a number from 0 to 65535\n' })
  expect(run('--token', 'short')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^--token must look like/) })
})
