// What all pages of the settings share: where one is, what one may open, numbers, refusals at their fields, leaving, sounds.
import { ORPCError } from '@orpc/client'
import { afterEach, describe, expect, test } from 'vitest'
import { eventTypes } from '../../main/domain/event.ts'
import { permissions } from '../../main/domain/permissions.ts'
import { largestSoundBytes } from '../../main/domain/sound.ts'
import { atField, placeIn, saidBy } from '../../renderer/settings/form/refusal.ts'
import { wholeNumber } from '../../renderer/settings/form/whole-number.ts'
import { leave, leaveBy, setDirty, stay, useLeaving } from '../../renderer/settings/frame/leaving.ts'
import { hashOf, pages, pagesFor, routeOf } from '../../renderer/settings/frame/route.ts'
import { staleAfter } from '../../renderer/settings/frame/stale.ts'
import { audioTypeOf, checkSoundFile, readSound } from '../../renderer/settings/system/sound-file.ts'
import { placeOf } from '../../renderer/stores/place.ts'

describe('where one is', () => {
  test.each([
    ['queues', null],
    ['channels', 'new-telegram'],
    ['agents', 'id with / and %'],
  ] as const)('the address of %s %s is read as it was written', (page, id) => {
    const { window, rest } = placeOf(hashOf(page, id))
    expect(window).toBe('settings')
    expect(routeOf(rest)).toEqual({ page, id })
  })

  test('an address that names no page leads to the first', () => {
    expect(routeOf('')).toBeNull()
    expect(routeOf('nowhere/5')).toBeNull()
  })

  test('only pages that may be opened are offered', () => {
    expect(pagesFor(permissions)).toEqual(pages)
    expect(pagesFor(['CanManageAgents', 'CanReadAudit'])).toEqual([])
    expect(pagesFor(['CanManageChats', 'CanManageAgents'])).toContain('agents')
    expect(pagesFor(['CanManageChats'])).not.toContain('agents')
    expect(pagesFor(['CanSeeAllChats', 'CanTransferChats'])).toEqual([])
  })
})

describe('a whole number', () => {
  const bounds = { min: 1, max: 60 }
  test.each([
    ['', { kind: 'empty' }],
    ['  ', { kind: 'empty' }],
    [' 15 ', { kind: 'number', value: 15 }],
    ['1', { kind: 'number', value: 1 }],
    ['60', { kind: 'number', value: 60 }],
    ['61', { kind: 'wrong', why: 'tooLarge' }],
    ['0', { kind: 'wrong', why: 'tooSmall' }],
    ['-3', { kind: 'wrong', why: 'tooSmall' }],
    ['5.5', { kind: 'wrong', why: 'notWhole' }],
    ['5,5', { kind: 'wrong', why: 'notWhole' }],
    ['0x10', { kind: 'wrong', why: 'notWhole' }],
    ['five', { kind: 'wrong', why: 'notWhole' }],
  ])('"%s"', (typed, read) => {
    expect(wholeNumber(typed, bounds)).toEqual(read)
  })
})

describe('a refusal', () => {
  const shown = ['name', 'token', 'apiRoot']

  test('lands on the field it names, also deep in the settings', () => {
    const error = new ORPCError('INVALID', { message: 'No such bot.', data: { field: 'settings.token' } })
    const said = saidBy(error)
    expect(said).toEqual({ sentence: 'No such bot.', field: 'settings.token', isConflict: false })
    expect(placeIn(shown, said.field)).toBe('token')
    expect(placeIn(shown, 'name')).toBe('name')
    expect(placeIn([...shown, 'roleIds'], 'roleIds.3')).toBe('roleIds')
  })

  test('stands above the form when the form does not show its field, or it has none', () => {
    expect(placeIn(shown, 'pollTimeoutSeconds')).toBeNull()
    expect(placeIn(shown, null)).toBeNull()
  })

  test('beside its field it does not repeat the name of the field', () => {
    expect(atField('name: there is a queue Support already.', 'name')).toBe('There is a queue Support already.')
    expect(atField('The queue is full.', 'name')).toBe('The queue is full.')
    expect(atField('name: is long.', null)).toBe('name: is long.')
  })

  test('that there is no answer is told apart from a no', () => {
    expect(saidBy(new TypeError('fetch failed'))).toEqual({ sentence: null, field: null, isConflict: false })
    expect(saidBy(new ORPCError('CONFLICT', { message: 'Changed meanwhile.' })).isConflict).toBe(true)
  })
})

describe('leaving', () => {
  afterEach(() => {
    stay()
    setDirty(false)
  })

  test('a form without changes is left at once', () => {
    let gone = 0
    leaveBy(() => gone++)
    expect(gone).toBe(1)
    expect(useLeaving.getState().onward).toBeNull()
  })

  test('a changed one asks; staying keeps everything, leaving goes on where one wanted to go', () => {
    const gone: string[] = []
    setDirty(true)
    leaveBy(() => gone.push('first'))
    expect(gone).toEqual([])
    stay()
    expect(useLeaving.getState()).toMatchObject({ dirty: true, onward: null })
    leaveBy(() => gone.push('second'))
    leave()
    expect(gone).toEqual(['second'])
    expect(useLeaving.getState().dirty).toBe(false)
  })
})

describe('what happens makes lists stale', () => {
  test('live counts follow chats and presence, each list its own changes', () => {
    expect(staleAfter({ type: 'chat.accepted' })).toEqual(['queues', 'agents'])
    expect(staleAfter({ type: 'presence.changed' })).toContain('queues')
    expect(staleAfter({ type: 'queue.changed' })).toEqual(['queues'])
    expect(staleAfter({ type: 'channel.health' })).toEqual(['channels'])
    expect(staleAfter({ type: 'settings.changed' })).toContain('system')
    expect(staleAfter({ type: 'quarantine.added' })).toEqual(['quarantine'])
  })

  test('what cannot change them does not, and nothing unknown does', () => {
    for (const type of ['message.added', 'typing', 'toString', 'draft.changed'])
      expect(staleAfter({ type })).toEqual([])
    for (const type of eventTypes) expect(() => staleAfter({ type })).not.toThrow()
  })
})

describe('a sound', () => {
  const file = (name: string, type: string, size = 10) => new File([new Uint8Array(size)], name, { type })
  const decodes = async () => ({ duration: 1.5 })
  const cannot = async () => {
    throw new Error('not audio')
  }

  test('is taken when it can be heard', async () => {
    expect(await readSound(file('bell.wav', 'audio/wav'), decodes)).toMatchObject({
      name: 'bell.wav',
      mime: 'audio/wav',
      seconds: 1.5,
    })
  })

  test('a renamed document is no sound, whatever it calls itself', async () => {
    const answer = await readSound(file('bell.mp3', 'audio/mpeg'), cannot)
    expect(answer).toEqual({ sentence: expect.stringContaining('“bell.mp3” cannot be played') })
  })

  test('wrong type, too large and empty get a sentence before they are read', () => {
    expect(checkSoundFile(file('a.pdf', 'application/pdf'))).toContain('no audio file')
    expect(checkSoundFile(file('a.exe', ''))).toContain('no audio file')
    expect(checkSoundFile({ name: 'a.wav', type: 'audio/wav', size: largestSoundBytes + 1 })).toContain('5.1 MB')
    expect(checkSoundFile({ name: 'a.wav', type: 'audio/wav', size: largestSoundBytes })).toBeNull()
    expect(checkSoundFile(file('a.wav', 'audio/wav', 0))).toContain('empty')
  })

  test('where the system knows no type, the name tells', () => {
    expect(audioTypeOf({ name: 'Bell.OPUS', type: '' })).toBe('audio/ogg')
    expect(audioTypeOf({ name: 'bell', type: '' })).toBeNull()
    expect(audioTypeOf({ name: 'bell.mp3', type: 'application/pdf' })).toBeNull()
  })
})
