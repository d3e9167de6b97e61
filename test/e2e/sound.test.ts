// What the agent hears, at the real desk: heard in the page by its energy and pitch, and once recorded from the sound card.
import { setTimeout as listenFor } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { type Desk, openDesk } from '../kit/desk.ts'
import { heard, listenTo } from '../kit/ear.ts'
import { openSoundCard, soundCardMissing } from '../kit/sound-card.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { toneWav } from '../kit/tone.ts'
import { until } from '../kit/until.ts'
import { WebVisitor } from '../kit/web/web-visitor.ts'

/** Longer than the pause between two rings: silence can only be listened to. */
const longerThanAPause = 6_500

/** Lets visitors in by name; asked for while the empty desk still shows where customers come in. */
const doorOf = async (desk: Desk) => {
  const [channel] = desk.rows<{ id: string }>('SELECT id FROM channel')
  const url = (await desk.customerUrl()).replace(/\/chat$/, '')
  return async (name: string): Promise<WebVisitor> => {
    const visitor = await WebVisitor.connect(url, channel?.id ?? '')
    await visitor.hello({ profile: { name } })
    return visitor
  }
}

/** Makes a tone the workstation's notification sound, by the settings window. */
const chooseTone = async (desk: Desk, ms: number): Promise<Page> => {
  const settings = await desk.settings()
  await settings
    .getByRole('link', { name: 'System' })
    .or(settings.getByRole('tab', { name: 'System' }))
    .first()
    .click()
  await settings
    .locator('[data-sound-file]')
    .setInputFiles({ name: 'own.wav', mimeType: 'audio/wav', buffer: toneWav(1_320, ms) })
  await settings.getByText('not saved yet').waitFor()
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.getByText('not saved yet').waitFor({ state: 'detached' })
  return settings
}

const says = async (visitor: WebVisitor, text: string): Promise<void> => {
  visitor.say(text)
  await visitor.hear('ack')
}

const rings = (desk: Desk) => heard(desk.panel, 'ring')
const accept = (desk: Desk, name: string) => desk.panel.getByRole('button', { name: `Accept ${name}` }).click()

describe('the ring', () => {
  test('truly plays to its end, again and again, louder, until the chat is taken', async () => {
    await using desk = await openDesk(tempDir())
    await listenTo(desk.panel)
    await says(await (await doorOf(desk))('Amara'), 'Hello?')
    await until('three rings', async () => (await rings(desk)).length >= 3)
    const [first, second, third] = await rings(desk)
    expect(first).toMatchObject({ ended: true })
    expect(first?.energy).toBeGreaterThan(0.02)
    expect(first?.src).toMatch(/ring.*\.wav$/)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(4_000)
    expect(second?.volume).toBeGreaterThan(first?.volume ?? 1)
    expect(third?.volume).toBeGreaterThan(second?.volume ?? 1)

    await accept(desk, 'Amara')
    await desk.panel.getByRole('textbox', { name: 'Reply' }).waitFor()
    const taken = (await rings(desk)).length
    await listenFor(longerThanAPause)
    expect(await rings(desk)).toHaveLength(taken)
  })

  test('obeys the volume and the switch, for rings and messages', async () => {
    await using desk = await openDesk(tempDir())
    const { panel } = desk
    await listenTo(panel)
    await panel.getByRole('button', { name: 'Sound on' }).click()
    const volume = panel.getByRole('slider', { name: 'Volume' })
    await volume.press('Home')
    for (let step = 0; step < 20; step++) await volume.press('ArrowRight')
    await panel.keyboard.press('Escape')
    await says(await (await doorOf(desk))('Amara'), 'Hello?')
    await until('a ring', async () => (await rings(desk)).length > 0)
    expect((await rings(desk))[0]?.volume).toBeCloseTo(0.2 * 0.6, 2)

    await panel.getByRole('button', { name: 'Sound on' }).click()
    await panel.getByRole('switch', { name: 'Ring for new chats and messages' }).click()
    await panel.getByRole('button', { name: 'Sound off' }).waitFor()
    const before = (await heard(panel)).length
    expect(await panel.evaluate(() => [...document.querySelectorAll('audio')].every(audio => audio.paused))).toBe(true)
    await listenFor(longerThanAPause)
    expect(await heard(panel)).toHaveLength(before)

    await panel.getByRole('switch', { name: 'Ring for new chats and messages' }).click()
    await until('it rings again', async () => (await rings(desk)).length > before)
  })

  test('is one ring, not one for each, when the desk starts with chats waiting', async () => {
    await using desk = await openDesk(tempDir())
    const { panel } = desk
    const visitor = await doorOf(desk)
    for (const name of ['Amara', 'Birger', 'Chiyo', 'Dana']) {
      const one = await visitor(name)
      await says(one, 'Hello?')
      await says(one, 'Anybody?')
    }
    await listenTo(panel)
    await panel.reload()
    await panel.getByRole('button', { name: 'Accept Dana' }).waitFor()
    await until('two rings', async () => (await rings(desk)).length === 2)
    const [first, second] = await heard(panel)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(4_000)
    expect(await heard(panel, 'message')).toEqual([])
  })

  test('is the sound that was chosen in the settings', async () => {
    await using desk = await openDesk(tempDir())
    await listenTo(desk.panel)
    const settings = await chooseTone(desk, 700)
    await listenTo(settings)
    await says(await (await doorOf(desk))('Amara'), 'Hello?')
    await until('it rings to the end', async () => (await rings(desk))[0]?.ended)
    const [ring] = await rings(desk)
    expect(ring?.src).toMatch(/\/sounds\//)
    expect(ring?.pitch).toBeGreaterThan(1_270)
    expect(ring?.pitch).toBeLessThan(1_370)
    // The settings have a window of their own, and one window that rings is enough.
    await until('it rings again', async () => (await rings(desk)).length > 1)
    expect(await heard(settings)).toEqual([])
  })
})

describe('the short sound', () => {
  test('is heard once for each message that is not on screen, and not for those that are', async () => {
    await using desk = await openDesk(tempDir())
    const { panel } = desk
    const visitor = await doorOf(desk)
    const amara = await visitor('Amara')
    const birger = await visitor('Birger')
    await says(amara, 'Hello?')
    await accept(desk, 'Amara')
    await panel.getByRole('textbox', { name: 'Reply' }).waitFor()
    await says(birger, 'Me too')
    await accept(desk, 'Birger')
    // Not its row in the list: from here on Birger's conversation is the one on screen.
    await panel.getByRole('main', { name: 'Conversation with Birger' }).waitFor()
    await panel.bringToFront()
    await listenTo(panel)

    for (const text of ['one', 'two', 'three']) await says(amara, text)
    await until('three sounds', async () => (await heard(panel, 'message')).length >= 3)
    await says(birger, 'this one is seen')
    await panel.getByText('this one is seen').last().waitFor()
    // Sounds come in the order of messages: had the seen one made a sound, it would be heard before this one's.
    await says(amara, 'four')
    await until('one more', async () => (await heard(panel, 'message')).length >= 4)
    await until('the last is heard out', async () => (await heard(panel, 'message')).at(-1)?.ended)
    const sounds = await heard(panel)
    expect(sounds.map(one => one.sound)).toEqual(['message', 'message', 'message', 'message'])
    expect(Math.max(...sounds.map(one => one.energy))).toBeGreaterThan(0.01)
  })
})

describe('the loudspeaker', () => {
  const missing = soundCardMissing()
  test.skipIf(missing !== null)(`carries the ring${missing === null ? '' : ` (skipped: ${missing})`}`, async () => {
    await using card = await openSoundCard(tempDir())
    await using desk = await openDesk(tempDir(), { sound: true, env: card.env })
    await chooseTone(desk, 2_500)
    await says(await (await doorOf(desk))('Amara'), 'Hello?')
    const tape = await until('something is on the tape', () => card.tape(sample => sample.peak > 0.05))
    expect(tape.hertz).toBeGreaterThan(1_200)
    expect(tape.hertz).toBeLessThan(1_440)
    await accept(desk, 'Amara')
  })
})
