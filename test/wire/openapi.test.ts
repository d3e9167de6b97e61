// The document of the API lists what the door does: every procedure, who may, what it takes and how it refuses.
import { expect, test } from 'vitest'
import { procedures } from '../../main/wire/procedures.ts'
import { anOpenHouse } from '../kit/open-house.ts'

interface Operation {
  readonly summary: string
  readonly description: string
  readonly tags: readonly string[]
  readonly security?: readonly unknown[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: { readonly required?: string[] } }> }
  readonly responses: Record<string, unknown>
  readonly 'x-gate': string
}

const documentOf = async () => {
  const house = await anOpenHouse()
  const document = (await (await fetch(`${house.url}/api/openapi.json`)).json()) as {
    readonly servers: readonly { readonly url: string }[]
    readonly security: unknown
    readonly components: { readonly securitySchemes: unknown }
    readonly paths: Record<string, { readonly post?: Operation; readonly get?: Operation }>
  }
  return { house, document }
}

test('it lists every procedure with its gate, and nothing else', async () => {
  const { house, document } = await documentOf()
  expect(document.servers).toEqual([{ url: `${house.url}/api` }])
  expect(
    Object.fromEntries(Object.entries(document.paths).map(([path, item]) => [path, item.post?.['x-gate']])),
  ).toEqual(Object.fromEntries([...procedures.values()].map(({ name, gate }) => [`/${name}`, gate])))
})

test('it says how to sign in, and what needs no sign-in', async () => {
  const { document } = await documentOf()
  expect(document.security).toEqual([{ bearer: [] }])
  expect(document.components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } })
  expect(document.paths['/session/signIn']?.post?.security).toEqual([])
  expect(document.paths['/session/me']?.post?.security).toBeUndefined()
})

test('each procedure says what it is for, what it takes and how it refuses', async () => {
  const { document } = await documentOf()
  for (const [path, { post }] of Object.entries(document.paths)) {
    expect([path, post?.summary]).not.toEqual([path, ''])
    expect([path, Object.keys(post?.responses ?? {})]).toEqual([
      path,
      expect.arrayContaining(['200', '401', '403', '404', '409', '413', '422', '429', '503']),
    ])
  }
  const transfer = document.paths['/chatService/transferChat']?.post
  expect(transfer).toMatchObject({ tags: ['chatService'], description: 'Needs the right CanTransferChats.' })
  expect(transfer?.requestBody?.content['application/json']?.schema.required).toEqual(['chatId', 'to'])
})

test('following events is there for EventSource as well', async () => {
  const { document } = await documentOf()
  expect(document.paths['/events/follow']?.get).toMatchObject({
    parameters: [
      { name: 'since', in: 'query' },
      { name: 'Last-Event-ID', in: 'header' },
    ],
  })
  expect(Object.values(document.paths).filter(({ get }) => get !== undefined)).toHaveLength(1)
})

test('people can read it: every procedure with a curl that works', async () => {
  const { house } = await documentOf()
  const page = await (await fetch(`${house.url}/api`)).text()
  for (const name of procedures.keys()) expect(page).toContain(`id="${name}"`)
  expect(page).not.toMatch(/<script/i)
  const example =
    /curl -s (\S+\/chatService\/getChats) -H &quot;Authorization: Bearer \$TOKEN&quot; \\\s+-H &#39;Content-Type: application\/json&#39; -d &#39;([^&]*(?:&quot;[^&]*)*)&#39;/.exec(
      page,
    )
  const [, url = '', body = ''] = example ?? []
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${await house.session('ann')}`, 'content-type': 'application/json' },
    body: body.replaceAll('&quot;', '"'),
  })
  expect(answer.status).toBe(200)
})
