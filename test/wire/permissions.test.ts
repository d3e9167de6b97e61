// The permission table, made from the contract itself: every procedure, over every carrier, without a sign-in and without its right.
import { safe } from '@orpc/client'
import { describe, expect, test } from 'vitest'
import { type Permission, permissions } from '../../main/domain/permissions.ts'
import { procedures } from '../../main/wire/procedures.ts'
import type { Door } from '../../preload/socket.ts'
import { anOpenHouse, type OpenHouse } from '../kit/open-house.ts'
import { until } from '../kit/until.ts'

type Client = (path: string, input: unknown) => Promise<{ readonly code: string; readonly message: string }>

/** What came of a call: the refusal's code and sentence, or 'OK'. */
const through =
  (door: Door): Client =>
  async (name, input) => {
    const [service = '', verb = ''] = name.split('/')
    const procedure = Reflect.get(Reflect.get(door.client, service), verb) as (input: unknown) => Promise<unknown>
    const { error, data } = await safe(procedure(input))
    if (error !== null) return { code: 'code' in error ? String(error.code) : error.name, message: error.message }
    if (typeof data === 'object' && data !== null && 'return' in data)
      await (data as AsyncGenerator<unknown>).return(undefined)
    return { code: 'OK', message: '' }
  }

const over = (house: OpenHouse, token: string | null): Client => {
  return async (name, input) => {
    if (name === 'events/follow') {
      const cut = new AbortController()
      const headers = token === null ? {} : { authorization: `Bearer ${token}` }
      const answer = await fetch(`${house.url}/api/${name}`, { method: 'POST', headers, signal: cut.signal })
      const body = answer.ok ? { code: 'OK' } : await answer.json()
      cut.abort()
      return body
    }
    const { status, body } = await house.call(name, input, token)
    return status === 200 ? { code: 'OK', message: '' } : { code: String(body.code), message: String(body.message) }
  }
}

const carriers = {
  'string channels': (house: OpenHouse, token: string | null) => through(house.bridge(token)),
  HTTP: over,
  WebSocket: (house: OpenHouse, token: string | null) => through(house.socket(token)),
} satisfies Record<string, (house: OpenHouse, token: string | null) => Client>

const all = [...procedures.values()]
const gated = all.filter(one => one.gate !== 'open')
const needing = all.filter((one): one is typeof one & { gate: Permission } => permissions.some(p => p === one.gate))

test('every procedure names its gate, and only signing in is open', () => {
  // A table without rows would pass as well.
  expect(all.length).toBeGreaterThan(50)
  expect(needing.length).toBeGreaterThan(15)
  expect(all.filter(one => one.gate === 'open').map(one => one.name)).toEqual([
    'session/signIn',
    'session/seeInvite',
    'session/acceptInvite',
  ])
  expect(new Set(needing.map(one => one.gate))).toEqual(
    new Set(permissions.filter(permission => permission !== 'CanSeeAllChats')),
  )
})

/** What comes of each procedure: read as a table when it differs. */
const table = async (
  rows: readonly { readonly name: string }[],
  row: (name: string) => Promise<string>,
): Promise<Record<string, string>> => {
  const codes: Record<string, string> = {}
  for (const { name } of rows) codes[name] = await row(name)
  return codes
}

const everywhere = (rows: readonly { readonly name: string }[], code: string): Record<string, string> =>
  Object.fromEntries(rows.map(({ name }) => [name, code]))

/** The gate lets it pass; what the handler makes of an empty input is not the gate's business. */
/** Whoever gets past the gate is told what is wrong with the input, or that something it takes is not there, such as a relay. */
const passes = ({ code }: { readonly code: string }): string =>
  ['OK', 'INVALID', 'UNAVAILABLE'].includes(code) ? 'passes' : code

describe.each(['string channels', 'HTTP'] as const)('over %s', carrier => {
  test('nothing is done for somebody who has not signed in', async () => {
    const house = await anOpenHouse()
    const stranger = carriers[carrier](house, null)
    expect(await table(gated, async name => (await stranger(name, {})).message)).toEqual(
      everywhere(gated, 'Sign in first.'),
    )
  })

  test('nothing is done in a session that has ended', async () => {
    const house = await anOpenHouse()
    const token = await house.session('ann', ...permissions)
    await house.office.services.sessions.signOut(token)
    const ann = carriers[carrier](house, token)
    expect(await table(gated, async name => (await ann(name, {})).message)).toEqual(
      everywhere(gated, 'Your session has ended. Sign in again.'),
    )
  })
})

describe('over WebSocket', () => {
  test('nobody gets a socket without a session: it is closed with the sign that says so', async () => {
    const house = await anOpenHouse()
    for (const token of [null, 'made-up']) {
      const states: string[] = []
      house.socket(token).onState(state => states.push(state))
      await until('the door is shut', () => states.at(-1) === 'signedOut')
      expect(states).toEqual(['signedOut'])
    }
  })

  test('nothing is done in a session that has ended, and its socket is closed', async () => {
    const house = await anOpenHouse()
    const codes = await table(gated, async name => {
      const token = await house.session('ann', ...permissions)
      const door = house.socket(token)
      let state = ''
      door.onState(now => {
        state = now
      })
      await until('the door is open', () => state === 'connected')
      await house.office.services.sessions.signOut(token)
      const { message } = await through(door)(name, {})
      await until('the door is shut', () => state === 'signedOut')
      return message
    })
    expect(codes).toEqual(everywhere(gated, 'Your session has ended. Sign in again.'))
  })
})

describe.each(['string channels', 'HTTP', 'WebSocket'] as const)('over %s', carrier => {
  test('what needs a right is refused to somebody who has every other right', async () => {
    const house = await anOpenHouse()
    const said = await table(needing, async name => {
      const gate = needing.find(one => one.name === name)?.gate
      const others = permissions.filter(permission => permission !== gate)
      const { code, message } = await (await opened(house, carrier, await house.session('ann', ...others)))(name, {})
      return `${code}: ${/ask a supervisor for the right (\w+)\.$/.exec(message)?.[1]}`
    })
    expect(said).toEqual(Object.fromEntries(needing.map(({ name, gate }) => [name, `NOT_ALLOWED: ${gate}`])))
  })

  test('that right alone opens it', async () => {
    const house = await anOpenHouse()
    const said = await table(needing, async name => {
      const gate = needing.find(one => one.name === name)?.gate
      const token = await house.session('ben', ...(gate === undefined ? [] : [gate]))
      return passes(await (await opened(house, carrier, token))(name, {}))
    })
    expect(said).toEqual(everywhere(needing, 'passes'))
  })

  test('everything else is open to any agent', async () => {
    const house = await anOpenHouse()
    const rows = gated.filter(one => one.gate === 'signedIn')
    const said = await table(rows, async name =>
      passes(await (await opened(house, carrier, await house.session('ann')))(name, {})),
    )
    expect(said).toEqual(everywhere(rows, 'passes'))
  })

  test('a right that is taken away is gone with the next call', async () => {
    const house = await anOpenHouse()
    const ann = await opened(house, carrier, await house.session('ann', 'CanManageChats'))
    expect((await ann('channels/quarantine', {})).code).toBe('OK')
    await house.session('ann')
    expect((await ann('channels/quarantine', {})).code).toBe('NOT_ALLOWED')
  })
})

/** A WebSocket takes a moment to open; the others are there at once. */
const opened = async (house: OpenHouse, carrier: keyof typeof carriers, token: string): Promise<Client> => {
  if (carrier !== 'WebSocket') return carriers[carrier](house, token)
  const door = house.socket(token)
  let state = ''
  door.onState(now => {
    state = now
  })
  await until('the door is open', () => state === 'connected')
  return through(door)
}
