// What programs set up, in storage: access tokens by their digest, tags whatever their case, properties in their places, bots' secrets.
import { describe, expect, test } from 'vitest'
import { type AccessTokenId, type AgentId, asId, type QueueId } from '../../../main/domain/ids.ts'
import type { AccessToken } from '../../../main/storage/access-token-store.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

const ann = asId<AgentId>('ann')
const aToken = (id: string, more: Partial<AccessToken> = {}): AccessToken => ({
  id: asId<AccessTokenId>(id),
  agentId: ann,
  tokenHash: `digest of ${id}`,
  label: id,
  scopes: ['chats--my:ro'],
  clientId: 'app',
  createdAt: morning,
  lastUsedAt: null,
  expiresAt: null,
  revokedAt: null,
  ...more,
})

describe.each(implementations)('what programs set up in $name', implementation => {
  test('access tokens are found by their digest; of an agent those that were not revoked, the newest first', async () => {
    const store = await aStore(implementation)
    await store.transact(async tx => {
      await tx.accessTokens.insert(aToken('old'))
      await tx.accessTokens.insert(aToken('new', { createdAt: morning + 1, expiresAt: morning + 2 }))
      await tx.accessTokens.insert(aToken('gone'))
      await tx.accessTokens.insert(aToken('of-ben', { agentId: asId('ben') }))
      await tx.accessTokens.touch(asId('old'), morning + 5)
      await tx.accessTokens.revoke(asId('gone'), morning + 6)
    })
    expect((await store.accessTokens.ofAgent(ann)).map(({ id }) => id)).toEqual(['new', 'old'])
    expect(await store.accessTokens.byHash('digest of old')).toEqual(aToken('old', { lastUsedAt: morning + 5 }))
    expect(await store.accessTokens.byHash('digest of gone')).toMatchObject({ revokedAt: morning + 6 })
    expect(await store.accessTokens.byHash('digest of nothing')).toBeNull()
    expect(await store.accessTokens.get(asId('new'))).toMatchObject({ expiresAt: morning + 2 })
    await expect(
      store.transact(tx => tx.accessTokens.insert(aToken('x', { tokenHash: 'digest of old' }))),
    ).rejects.toThrow()
  })

  test('a tag is one whatever its case, and the new takes the place of the old', async () => {
    const store = await aStore(implementation)
    const support = asId<QueueId>('support')
    const tag = { name: 'Größe', queueIds: [support], createdAt: morning, createdBy: ann }
    await store.transact(async tx => {
      await tx.configuration.putTag({ ...tag, name: 'GRÖSSE', queueIds: [] })
      await tx.configuration.putTag({ ...tag, name: 'größe', createdBy: null })
      await tx.configuration.putTag(tag)
      await tx.configuration.putTag({ ...tag, name: 'another' })
    })
    const names = async () => (await store.configuration.tags()).map(({ name }) => name)
    expect(await store.configuration.tag('größe')).toEqual(tag)
    expect(await names()).toContain('another')
    await store.transact(tx => tx.configuration.deleteTag('GRÖßE'))
    expect(await store.configuration.tag('Größe')).toBeNull()
  })

  test('properties stay in their place: a program’s own, the hub’s, and each queue’s', async () => {
    const store = await aStore(implementation)
    const support = asId<QueueId>('support')
    const rating = { clientId: 'app', name: 'rating', config: { type: 'int' }, publicAccess: [] }
    await store.transact(async tx => {
      await tx.configuration.putRegisteredProperty(rating)
      await tx.configuration.putRegisteredProperty({ ...rating, clientId: 'other' })
      await tx.configuration.putRegisteredProperty({ ...rating, publicAccess: ['read'] })
      await tx.configuration.setHubProperties('license', { app: { theme: 'dark', beta: true }, other: { n: 1 } })
      await tx.configuration.setHubProperties('license', { app: { theme: 'light' } })
      await tx.configuration.setHubProperties(support, { app: { theme: 'blue' } })
      await tx.configuration.deleteHubProperties('license', { app: ['beta'], nobody: ['x'] })
    })
    expect(await store.configuration.registeredProperties('app')).toEqual([{ ...rating, publicAccess: ['read'] }])
    expect(await store.configuration.hubProperties('license')).toEqual({ app: { theme: 'light' }, other: { n: 1 } })
    expect(await store.configuration.hubProperties(support)).toEqual({ app: { theme: 'blue' } })
    await store.transact(tx => tx.configuration.deleteRegisteredProperty('app', 'rating'))
    expect(await store.configuration.registeredProperties('app')).toEqual([])
    expect(await store.configuration.registeredProperties('other')).toHaveLength(1)
  })

  test('a bot has one secret', async () => {
    const store = await aStore(implementation)
    expect(await store.configuration.botSecret(ann)).toBeNull()
    await store.transact(tx => tx.configuration.setBotSecret(ann, 'one'))
    await store.transact(tx => tx.configuration.setBotSecret(ann, 'two'))
    expect(await store.configuration.botSecret(ann)).toBe('two')
  })
})
