// The table of rights, made from the contract: every procedure against every permission alone and against none, over each carrier.
import { safe } from '@orpc/client'
import { describe, expect, test } from 'vitest'
import { WebSocket as Socket } from 'ws'
import { type Permission, permissions } from '../../main/domain/permissions.ts'
import { type NamedProcedure, procedures } from '../../main/wire/procedures.ts'
import { closeCodes } from '../../preload/line.ts'
import type { Door } from '../../preload/socket.ts'
import { anOpenHouse, type OpenHouse } from '../kit/open-house.ts'
import { until } from '../kit/until.ts'

/** No procedure knows this field: whoever gets as far as the input is told so, and nothing is done. */
const notAnInput = { 'no procedure has this field': true }

type Ask = (name: string) => Promise<{ readonly code: string; readonly right: unknown }>

const rightOf = (data: unknown): unknown => {
  const facts = typeof data === 'object' && data !== null && 'facts' in data ? data.facts : undefined
  return typeof facts === 'object' && facts !== null && 'right' in facts ? facts.right : undefined
}

const through =
  (door: Door): Ask =>
  async name => {
    const [service = '', verb = ''] = name.split('/')
    const procedure = Reflect.get(Reflect.get(door.client, service), verb) as (input: unknown) => Promise<unknown>
    const { error } = await safe(procedure(notAnInput))
    if (error === null) return { code: 'OK', right: undefined }
    return {
      code: 'code' in error ? String(error.code) : error.name,
      right: 'data' in error ? rightOf(error.data) : undefined,
    }
  }

const carriers = {
  'IPC frames': async (house: OpenHouse, token: string | null): Promise<Ask> => through(house.bridge(token)),
  WebSocket: async (house: OpenHouse, token: string | null): Promise<Ask> => {
    const door = house.socket(token)
    let state = ''
    door.onState(now => {
      state = now
    })
    await until('the door is open', () => state === 'connected')
    return through(door)
  },
  HTTP:
    async (house: OpenHouse, token: string | null): Promise<Ask> =>
    async name => {
      const { status, body } = await house.call(name, notAnInput, token)
      return { code: status === 200 ? 'OK' : String(body.code), right: rightOf(body.data) }
    },
} satisfies Record<string, (house: OpenHouse, token: string | null) => Promise<Ask>>
const names = Object.keys(carriers) as (keyof typeof carriers)[]

const all = [...procedures.values()]
const open = all.filter(one => one.gate === 'open')

/** What is told to an agent who holds exactly these rights; 'INVALID' is the answer of the procedure itself. */
const expectedOf = ({ gate }: NamedProcedure, held: readonly Permission[]): string =>
  gate === 'open' || gate === 'signedIn' || held.includes(gate) ? 'INVALID' : `NOT_ALLOWED for want of ${gate}`

const table = async (ask: Ask): Promise<Record<string, string>> => {
  const rows = await Promise.all(
    all.map(async ({ name }) => {
      const { code, right } = await ask(name)
      return [name, right === undefined ? code : `${code} for want of ${right}`] as const
    }),
  )
  return Object.fromEntries(rows)
}

const holders: readonly (readonly [string, readonly Permission[]])[] = [
  ['no right at all', []],
  ...permissions.map(permission => [`${permission} alone`, [permission]] as const),
]

test('the table has rows and columns', () => {
  expect(all.length).toBeGreaterThan(50)
  expect(holders.length).toBeGreaterThan(8)
  // Each right opens something, or is looked at inside a procedure.
  const opening = new Set(all.map(one => one.gate))
  const unused = permissions.filter(permission => !opening.has(permission))
  expect(['CanSeeAllChats', 'CanReadAudit']).toEqual(expect.arrayContaining(unused))
})

test('what is open without a sign-in is a way to sign in', () => {
  expect(open.map(one => one.name)).toContain('session/signIn')
  expect(open.filter(one => !/^(session|invitations?|invites?)\//.test(one.name)).map(one => one.name)).toEqual([])
})

/** The work of any agent; everything else is the set-up, and there, without a right, one may only look. */
const ownWork = ['cases', 'session', 'chatService', 'messageManager', 'contacts', 'search', 'presence', 'files']
const looks = /^(list|get|roles|info|follow|preview)/

test('nothing of the set-up can be changed by just any agent', () => {
  const changeable = all
    .filter(one => one.gate === 'signedIn' && !ownWork.includes(one.service))
    .filter(one => !looks.test(one.name.split('/')[1] ?? ''))
  expect(changeable.map(one => one.name)).toEqual([])
})

describe.each(names)('over %s', carrier => {
  test.each(holders)('an agent with %s', async (_who, held) => {
    const house = await anOpenHouse()
    const ask = await carriers[carrier](house, await house.session('ann', ...held))
    expect(await table(ask)).toEqual(Object.fromEntries(all.map(one => [one.name, expectedOf(one, held)])))
  })
})

describe('without a session', () => {
  const refusedAll = Object.fromEntries(
    all.map(one => [one.name, one.gate === 'open' ? 'INVALID' : 'NOT_SIGNED_IN'] as const),
  )

  test.each(['IPC frames', 'HTTP'] as const)('over %s only signing in is heard', async carrier => {
    const house = await anOpenHouse()
    expect(await table(await carriers[carrier](house, null))).toEqual(refusedAll)
    expect(await table(await carriers[carrier](house, 'made-up'))).toEqual(refusedAll)
  })

  test('over WebSocket no frame is answered: the socket is closed with the sign that says so', async () => {
    const house = await anOpenHouse()
    const socket = new Socket(`ws://127.0.0.1:${house.port}/ws`)
    const heard: string[] = []
    const closed = new Promise<number>(resolve => socket.on('close', resolve))
    socket.on('message', data => heard.push(String(data)))
    socket.on('open', () => {
      for (const [i, { name }] of all.entries())
        socket.send(JSON.stringify({ i: String(i), p: { u: `/${name}`, b: { json: notAnInput } } }))
    })
    expect(await closed).toBe(closeCodes.signedOut)
    expect(heard.filter(frame => frame.startsWith('{'))).toEqual([])
  })
})
