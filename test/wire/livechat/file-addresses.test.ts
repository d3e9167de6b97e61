// Addresses of files name the hub as the outside reaches it.
import { expect, test } from 'vitest'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'
import { until } from '../../kit/until.ts'

test('a file is had under the Website URL once there is one, under the hub’s own address before', async () => {
  const house = await aProtocolHouse()
  const { token } = await house.customerToken()
  const upload = async (): Promise<string> => {
    const body = new FormData()
    body.append('file', new File(['hello'], 'note.txt', { type: 'text/plain' }))
    const url = `${house.url}/v3.6/customer/action/upload_file?organization_id=${house.organizationId}`
    const response = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body })
    return (await response.json()).url
  }
  const before = await upload()
  expect(before.startsWith(`${house.url}/livechat/files/`)).toBe(true)
  const admin = await house.session('ben', 'CanManageChats')
  await house.call('settings/set', { SiteUrl: 'https://chat.shop.example' }, admin)
  await until('the new address', async () => (await upload()).startsWith('https://chat.shop.example/livechat/files/'))
  // What was told before stays good.
  const customer = await house.customer({ token: `Bearer ${token}` })
  const { payload } = await customer.ask('start_chat', {
    chat: { thread: { events: [{ type: 'file', url: before }] } },
  })
  expect(payload.event_ids).toHaveLength(1)
})
