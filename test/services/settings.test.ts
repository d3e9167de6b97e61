// System settings: secrets that never come back, sounds that are sounds, and who changed what last.
import { expect, test } from 'vitest'
import { isRefusal } from '../../main/domain/refusal.ts'
import { largestSoundBytes } from '../../main/domain/sound.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice } from '../kit/office.ts'
import { anOpenHouse } from '../kit/open-house.ts'

const wave = Buffer.concat([Buffer.from('RIFF0000WAVEfmt '), Buffer.alloc(20)])

test('a renamed document is no sound, nor is a file that is too large or not there', async () => {
  const { services, supervisor } = await anOpenOffice()
  const sound = async (bytes: Uint8Array, name = 'ring.mp3', mime = 'audio/mpeg') => {
    const { fileId } = must(await services.files.put(bytes))
    return services.settings.set(supervisor('ann'), { OmniChatNotificationSound: { fileId, name, mime } })
  }
  const pdf = await sound(Buffer.from('%PDF-1.7 not a sound at all'))
  expect(isRefusal(pdf) && [pdf.field, pdf.sentence]).toEqual([
    'OmniChatNotificationSound',
    'OmniChatNotificationSound: ring.mp3 is not an audio file. Choose an MP3, OGG or WAV file.',
  ])
  const large = await sound(Buffer.concat([wave, Buffer.alloc(largestSoundBytes)]))
  expect(isRefusal(large) && large.sentence).toMatch(/larger than 5 MB/)
  const gone = await services.settings.set(supervisor('ann'), {
    OmniChatNotificationSound: { fileId: 'a'.repeat(64) as never, name: 'x.wav', mime: 'audio/wav' },
  })
  expect(isRefusal(gone) && gone.sentence).toMatch(/upload the audio file first/)
  expect((await services.settings.get()).OmniChatNotificationSound).toBeNull()
  // Its bytes are a WAV file's, whatever the browser said.
  const set = must(await sound(wave, 'bell.wav', 'audio/x-wav'))
  expect(set.OmniChatNotificationSound).toMatchObject({ name: 'bell.wav', mime: 'audio/wav' })
})

test('the client secret is sealed, never shown, kept when left empty, and cleared on demand', async () => {
  const house = await anOpenHouse()
  const { store } = house.office
  const ann = await house.session('ann', 'CanManageChats', 'CanReadAudit')
  const set = (change: object) => house.call('settings/set', change, ann)
  const stored = async () => (await store.settings.all()).IdentityServerClientSecret

  const answer = await set({ IdentityServerClientSecret: 'top-secret-word', IdentityServerClientId: 'parley' })
  expect(answer.body).toMatchObject({ secretsSet: ['IdentityServerClientSecret'], IdentityServerClientId: 'parley' })
  const sealed = await stored()
  expect(Buffer.from(sealed ?? '', 'base64').toString()).toBe('top-secret-word')

  await set({ IdentityServerClientSecret: '', IdentityServerUrl: 'https://identity.example' })
  expect(await stored()).toBe(sealed)

  const ben = await house.session('ben')
  for (const [name, who] of [
    ['settings/get', ann],
    ['settings/get', ben],
    ['audit/list', ann],
    ['audit/exportCsv', ann],
  ] as const)
    expect(JSON.stringify((await house.call(name, {}, who)).body)).not.toMatch(/top-secret-word|dG9wLXNlY3JldC13b3Jk/)

  const cleared = await set({ IdentityServerClientSecret: null })
  expect(cleared.body).toMatchObject({ secretsSet: [] })
  expect(await stored()).toBeNull()
  const trail = await store.audit.list({ nounId: 'IdentityServerClientSecret', limit: 10 })
  expect(trail.map(({ before, after }) => [before, after])).toEqual([
    [{ value: 'set' }, { value: null }],
    [{ value: null }, { value: 'set anew' }],
  ])
})

test('each setting tells those who manage chats who changed it last, and when', async () => {
  const house = await anOpenHouse({ agents: ['ann', 'ben'] })
  const { clock } = house.office
  const ann = await house.session('ann', 'CanManageChats')
  const ben = await house.session('ben', 'CanManageChats')
  await house.call('settings/set', { OmniChatOperatorAcceptChatTimeout: 7 }, ann)
  clock.advance(60_000)
  // The same value again is no change, and does not make Ben the last one.
  await house.call('settings/set', { OmniChatOperatorAcceptChatTimeout: 7, SiteUrl: 'https://a.example' }, ben)
  const { lastChanges } = (await house.call('settings/get', {}, ann)).body as { lastChanges: object }
  expect(lastChanges).toMatchObject({
    OmniChatOperatorAcceptChatTimeout: { byName: 'Ann', at: clock.now() - 60_000 },
    SiteUrl: { byName: 'Ben', at: clock.now() },
  })
  const cleo = await house.session('ben')
  expect((await house.call('settings/get', {}, cleo)).body).toMatchObject({
    OmniChatOperatorAcceptChatTimeout: 7,
    IdentityServerUrl: '',
    lastChanges: {},
  })
})
