// Cards, quick replies and forms on both screens: the customer presses, the agent sees what was pressed, and strangers' pictures are
// fetched by the customer's browser alone.
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBrowser } from '../kit/browser.ts'
import { aButton, aFilledForm, aForm, anElement, anImage, aShoe, cards, quickReplies } from '../kit/contents.ts'
import { picture, says } from '../kit/desk.ts'
import { adminPassword, HubProcess } from '../kit/hub-process.ts'
import { shown } from '../kit/shown.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

let browser: Browser
let hub: HubProcess
let token: string

beforeAll(async () => {
  const { executablePath, args } = await findBrowser()
  browser = await chromium.launch({ executablePath, args: [...args, '--mute-audio'] })
  hub = await HubProcess.start(tempDir())
  token = await hub.signIn()
  await hub.must('presence/set', { status: 'active' }, token)
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

/** Whatever the page asks of the shop is answered with a picture, and counted. */
const aScreen = async (width: number): Promise<{ page: Page; fetched: string[] }> => {
  const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const fetched: string[] = []
  await context.route('https://shop.example/**', route => {
    fetched.push(route.request().url())
    return route.fulfill({ contentType: 'image/svg+xml', body: shoe })
  })
  return { page, fetched }
}

const shoe =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 140"><path fill="#f6c56f" d="M0 0h240v140H0z"/><path fill="#2f5bea" d="M30 100V60l60 20 90 5q25 5 25 25H30z"/></svg>'

const signIn = async (page: Page) => {
  await page.goto(hub.url)
  await page.getByRole('textbox', { name: 'Login' }).fill('admin')
  await page.getByRole('textbox', { name: 'Password' }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('a customer is shown cards, presses, and the agent sees it', async () => {
  const { page: customer, fetched } = await aScreen(760)
  const { page: panel, fetched: fetchedByAgent } = await aScreen(1280)
  await signIn(panel)
  await customer.goto(`${hub.url}/chat`)
  await says(customer, 'Which shoes do you have?')
  await panel
    .getByRole('button', { name: /^Accept / })
    .first()
    .click()
  const [chat] = await until('the chat is accepted', async () => {
    const { chats } = await hub.must<{ chats: Chat[] }>('chatService/getChats', {}, token)
    return chats[0]?.status === 'active' && chats
  })
  const { pressed: _, ...oneCard } = aShoe()
  const boot = anElement({ title: 'Winter boot', subtitle: 'Warm down to −20 °C, in stock', image: anImage() })
  const send = (content: unknown) => hub.must('messageManager/send', { chatId: chat?.id, content }, token)
  await send({ ...oneCard, elements: [...oneCard.elements, ...cards(boot).elements] })
  const { pressed: __, ...question } = quickReplies('Which size?', aButton('41'), aButton('42'), aButton('43'))
  await send(question)

  const blue = customer.getByRole('button', { name: 'Blue' })
  await blue.waitFor()
  const link = customer.getByRole('link', { name: /To the shop/ })
  expect(await link.getAttribute('rel')).toContain('noopener')
  expect(await customer.getByRole('link', { name: 'Call us' }).getAttribute('href')).toBe('tel:+442079460000')
  await until('the pictures', () => fetched.length > 0)
  await blue.focus()
  await customer.keyboard.press('Enter')
  await customer.getByRole('button', { name: 'Blue', pressed: true }).waitFor()
  await customer.getByRole('article', { name: 'You' }).getByText('Blue', { exact: true }).waitFor()
  await customer.getByRole('button', { name: '42' }).click()
  await customer.getByRole('button', { name: '42', pressed: true }).waitFor()
  expect(await customer.getByRole('button', { name: '43' }).isDisabled()).toBe(true)

  for (const chosen of ['Blue', '42'])
    await panel.getByRole('listitem').filter({ hasText: chosen }).filter({ hasText: '(pressed)' }).last().waitFor()
  expect(await panel.getByRole('article').getByRole('button').count()).toBe(0)
  await panel.getByText('Pressed:').first().waitFor()
  await shown(customer, 'rich-customer')
  await customer.reload()
  await customer.getByRole('button', { name: '42', pressed: true }).waitFor()

  await send(aForm())
  await send({ type: 'custom', content: { order: { number: 7, lines: ['Trail runner'] } } })
  await answers(chat, aFilledForm())
  await panel.getByText('Carol Diaz', { exact: true }).waitFor()
  await panel.getByText('Custom data').click()
  await panel.getByText('"Trail runner"').waitFor()
  await shown(panel, 'rich-panel-forms')
  await panel.locator('main').getByText('Winter boot').scrollIntoViewIfNeeded()
  await shown(panel, 'rich-panel')
  expect(fetchedByAgent).toEqual([])
  expect(await customer.getByText('Custom data').count()).toBe(0)
  await picture(customer, 'rich-customer-all')
})

interface Chat {
  readonly id: string
  readonly status: string
  readonly channel: { readonly id: string }
  readonly contact: { readonly id: string }
}

/** As a program of the customer's would. */
const answers = async (chat: Chat | undefined, content: unknown) => {
  const { contact } = await hub.must<{ contact: { identities: { address: string }[] } }>(
    'contacts/get',
    { contactId: chat?.contact.id },
    token,
  )
  const address = contact.identities[0]?.address
  const message = { externalId: 'form-1', address, sender: { name: 'Carol' }, text: '', content }
  await hub.must('messageManager/receive', { channelId: chat?.channel.id, message }, token)
}
