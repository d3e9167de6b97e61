// Customers' files: where they lie is asked of Telegram, the bytes come through the same API root, at most 20 MB of them.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTelegramConnector } from '../../../main/channels/telegram/connector.ts'
import { SECOND } from '../../../main/domain/clock.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import { drops, hangs, refuses } from '../../kit/telegram-emulator/script/faults.ts'
import { badRequest, notFound, tooManyRequests } from '../../kit/telegram-emulator/wire/answer.ts'
import { tinyPng } from '../../kit/telegram-emulator/world/sample-files.ts'
import { RecordingDoor } from './recording-door.ts'
import { aTelegramChannel } from './telegram-network.ts'

const never = new AbortController().signal

/** A channel that is online, with one photo of Carol's. */
const given = async () => {
  const channel = await aTelegramChannel()
  const { link, stop } = channel.connect()
  channel.telegram.customer().sendsPhoto(tinyPng)
  await channel.telegram.untilConfirmed()
  const remote = channel.door.messages[0]?.attachments?.[0]?.remote
  if (remote === undefined) throw new Error('The photo has nowhere to come from')
  return { ...channel, link, stop, remote }
}

test('the bytes come as they were sent', async () => {
  const { link, remote } = await given()
  const fetched = await link.fetchAttachment(remote, never)
  expect(fetched).toHaveProperty('bytes')
  expect('bytes' in fetched && Buffer.from(fetched.bytes).equals(tinyPng)).toBe(true)
})

describe('what can go wrong', () => {
  test('a file that Telegram hands to no bot: never, in words', async () => {
    const { link, telegram, door } = await given()
    telegram.customer().sendsDocument('film.mkv', Buffer.from('x'), 'video/x-matroska', { size: 21 * 1024 * 1024 })
    await telegram.untilConfirmed()
    const remote = door.messages[1]?.attachments?.[0]?.remote ?? ''
    expect(await link.fetchAttachment(remote, never)).toEqual({
      failed: expect.stringContaining('larger than 20 MB'),
      final: true,
    })
    expect(telegram.ledger.callsOf('downloadFile')).toEqual([])
  })

  test('a file that is gone: never', async () => {
    const { link, telegram, remote } = await given()
    telegram.next('getFile', refuses(badRequest('invalid file_id')))
    expect(await link.fetchAttachment(remote, never)).toEqual({ failed: expect.any(String), final: true })
  })

  test('a file that may only be away for a while: again', async () => {
    const { link } = await given()
    expect(await link.fetchAttachment('unknown', never)).toMatchObject({ final: false })
  })

  test('slow down: again, and not before that', async () => {
    const { link, telegram, remote, clock } = await given()
    telegram.next('getFile', refuses(tooManyRequests(9)))
    expect(await link.fetchAttachment(remote, never)).toMatchObject({ final: false, retryAt: clock.now() + 9 * SECOND })
  })

  test.each([
    ['no such place', refuses(notFound())],
    ['no answer', drops('before')],
  ])('a download that fails (%s): again', async (_how, fault) => {
    const { link, telegram, remote } = await given()
    telegram.next('downloadFile', fault)
    expect(await link.fetchAttachment(remote, never)).toMatchObject({ final: false })
    expect(await link.fetchAttachment(remote, never)).toHaveProperty('bytes')
  })

  test('a dead network: again, without the address, which holds the token', async () => {
    const { link, telegram, remote, settings } = await given()
    await telegram.goesDown()
    const fetched = await link.fetchAttachment(remote, never)
    expect(fetched).toMatchObject({ final: false })
    expect(JSON.stringify(fetched)).not.toContain(settings.token)
  })

  test('a stop does not wait for a download', async () => {
    const { link, telegram, remote, stop, clock } = await given()
    telegram.next('downloadFile', hangs('before'))
    const fetching = link.fetchAttachment(remote, never)
    await telegram.until('the download', () => telegram.ledger.callsOf('downloadFile').length === 1)
    await stop()
    expect(await fetching).toMatchObject({ final: false })
    expect(clock.waiting).toBe(0)
  })

  test('a server that sends more than it said is cut off at 20 MB', async () => {
    let sent = 0
    const server = createServer((request, response) => {
      if (request.url?.endsWith('/getFile')) {
        response.end(JSON.stringify({ ok: true, result: { file_id: 'a', file_size: 5, file_path: '../up/ö 1.bin' } }))
        return
      }
      if (request.url !== '/file/bot123:test-token/up/%C3%B6%201.bin') {
        response.writeHead(404).end()
        return
      }
      const chunk = Buffer.alloc(1024 * 1024)
      const pour = () => {
        while (sent < 200 && !response.destroyed) {
          sent++
          if (!response.write(chunk)) {
            response.once('drain', pour)
            return
          }
        }
        response.end()
      }
      pour()
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const connector = createTelegramConnector()
    const settings = connector.parseSettings({
      token: '123:test-token',
      apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    })
    if (isRefusal(settings)) throw new Error(settings.sentence)
    const off = new AbortController()
    onTestFinished(() => off.abort())
    const config = { channelId: 'telegram', name: 'Telegram', settings, cursor: null }
    const { fetchAttachment } = connector.connect(config, new RecordingDoor(), off.signal)
    expect(await fetchAttachment?.('a', never)).toMatchObject({ final: true })
    expect(sent).toBeLessThan(100)
  })
})
