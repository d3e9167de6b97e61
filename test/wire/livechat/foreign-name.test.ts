// LiveChat's programs have its address built in. Whoever leads them here by name finds them working, on a hub that listens on this
// machine alone too, while nothing else answers to a foreign name.
import { get } from 'node:http'
import { expect, test } from 'vitest'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'

test('the protocol answers under LiveChat’s own name, the rest of the hub does not', async () => {
  const house = await aProtocolHouse()
  const ask = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: 'api.livechatinc.com' }
      get({ host: '127.0.0.1', port: house.port, path, headers }, answer => {
        answer.resume()
        resolve(answer.statusCode)
      }).on('error', reject)
    })
  expect(await ask('/livechat/files/nothing')).toBe(404)
  expect(await ask('/api/openapi.json')).toBe(421)
})
