// Customers, and who of the agents takes chats.
import { RoutingStatus } from '@livechat/lc-sdk-js/lib/src/objects/index.js'
import { expect } from 'vitest'
import { refusal } from '../../../kit/livechat/refusal.ts'
import type { AgentDeed } from './agent-deed.ts'

export const agentPeople = {
  async getCustomer(api, { visitorId, chatId }) {
    expect(await api.getCustomer(visitorId)).toMatchObject({
      id: visitorId,
      type: 'customer',
      name: 'Vera',
      email: 'vera@example.com',
      chat_ids: [chatId],
      statistics: { chats_count: 1, threads_count: 1 },
    })
    expect(await refusal(api.getCustomer('nobody'))).toBe('not_found')
  },

  async listCustomers(api, { visitorId }) {
    const { customers, total_customers } = await api.listCustomers()
    expect(customers).toMatchObject([{ id: visitorId, name: 'Vera', state: 'chatting', online: true }])
    expect(total_customers).toBe(1)
    const filters = { customer_id: { values: ['nobody'] } }
    expect(await api.listCustomers({ filters })).toMatchObject({ customers: [], total_customers: 0 })
  },

  async createCustomer(api) {
    const { customer_id } = await api.createCustomer({ name: 'Nora', email: 'nora@example.com' })
    expect(await api.getCustomer(customer_id)).toMatchObject({ name: 'Nora', email: 'nora@example.com' })
  },

  async updateCustomer(api, { ann, visitorId }) {
    expect(await api.updateCustomer(visitorId, { name: 'Vera Vale' })).toEqual({})
    expect(await api.getCustomer(visitorId)).toMatchObject({ name: 'Vera Vale', email: 'vera@example.com' })
    expect(await ann.pushed('customer_updated')).toMatchObject({ id: visitorId, name: 'Vera Vale' })
  },

  async banCustomer(api, { ann, visitor, visitorId }) {
    expect(await api.banCustomer(visitorId, 2)).toEqual({})
    expect(await ann.pushed('customer_banned')).toEqual({ customer_id: visitorId, ban: { days: 2 } })
    expect(await visitor.pushed('customer_disconnected')).toMatchObject({ reason: 'customer_banned' })
    await ann.pushed('chat_deactivated')
    expect(ann.of('customer_banned')).toHaveLength(1)
  },

  async followCustomer(api, { ann, visitorId }) {
    expect(await api.followCustomer(visitorId)).toEqual({})
    expect(await api.getCustomer(visitorId)).toMatchObject({ followed: true })
    // Who is in a chat with them knows them.
    expect(ann.of('incoming_customer')).toEqual([])
    expect(await refusal(api.followCustomer('nobody'))).toBe('not_found')
  },

  async unfollowCustomer(api, { ann, visitorId }) {
    expect(await api.unfollowCustomer(visitorId)).toEqual({})
    expect(await ann.pushed('customer_unfollowed')).toEqual({ id: visitorId })
    expect(await refusal(api.unfollowCustomer('nobody'))).toBe('not_found')
  },

  async setRoutingStatus(api, { ann, ben }) {
    await api.setRoutingStatus(RoutingStatus.NotAcceptingChats)
    const set = { agent_id: 'ann', status: 'not_accepting_chats' }
    expect(await ann.pushed('routing_status_set')).toMatchObject(set)
    expect(await ben.pushed('routing_status_set', ({ agent_id }) => agent_id === 'ann')).toMatchObject(set)
    expect(await api.listRoutingStatuses()).toContainEqual(set)
  },

  async listRoutingStatuses(api) {
    const statuses = await api.listRoutingStatuses([1])
    expect(statuses.toSorted((a, b) => a.agent_id.localeCompare(b.agent_id))).toEqual([
      { agent_id: 'ann', status: 'accepting_chats' },
      { agent_id: 'ben', status: 'accepting_chats' },
    ])
  },

  async listAgentsForTransfer(api, { chatId }) {
    expect(await api.listAgentsForTransfer(chatId)).toMatchObject([{ agent_id: 'ben', total_active_chats: 0 }])
  },
} satisfies Record<string, AgentDeed>
