// The system's notification of a ringing chat: it takes the chat, it goes when the chat is taken, and the total stands on the tray.
import { describe, expect, test } from 'vitest'
import { type Desk, openDesk } from '../kit/desk.ts'
import type { LaunchedApp } from '../kit/launched-app.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'
import { WebVisitor } from '../kit/web/web-visitor.ts'

interface Toast {
  readonly title: string
  readonly body: string
  readonly isOpen: boolean
  readonly actions: readonly string[]
}

const toasts = (app: LaunchedApp): Promise<Toast[]> =>
  app.evaluate(({ Notification }) =>
    Notification.shown.map(({ title, body, isOpen, actions }) => ({
      title,
      body,
      isOpen,
      actions: actions.map(action => action.text ?? ''),
    })),
  )

const toastOf = (app: LaunchedApp, name: string) =>
  until(`a notification of ${name}`, async () => (await toasts(app)).find(toast => toast.title.startsWith(name)))

/** As a person does on the desktop. */
const use = (app: LaunchedApp, name: string, how: 'click' | 'action'): Promise<void> =>
  app.evaluate(
    ({ Notification }, [wanted, event]) => {
      const toast = Notification.shown.find(one => one.title.startsWith(wanted ?? ''))
      toast?.emit(event ?? '', {}, 0)
    },
    [name, how],
  )

const tray = (app: LaunchedApp) =>
  app.evaluate(({ app: program, Tray }) => ({
    toolTip: Tray.created[0]?.toolTip,
    badge: program.getBadgeCount(),
  }))

const doorOf = async (desk: Desk) => {
  const [channel] = desk.rows<{ id: string }>('SELECT id FROM channel')
  const url = (await desk.customerUrl()).replace(/\/chat$/, '')
  return async (name: string, text: string): Promise<WebVisitor> => {
    const visitor = await WebVisitor.connect(url, channel?.id ?? '')
    await visitor.hello({ profile: { name } })
    visitor.say(text)
    await visitor.hear('ack')
    return visitor
  }
}

const chats = (desk: Desk) =>
  desk.rows<{ status: string; login: string | null }>(
    'SELECT chat.status, agent.login FROM chat LEFT JOIN agent ON agent.id = chat.ownerId ORDER BY chat.rowid',
  )

describe('the notification of a ringing chat', () => {
  test('takes the chat with a click, and the panel opens it', async () => {
    await using desk = await openDesk(tempDir())
    const { app, panel } = desk
    const visitor = await doorOf(desk)
    await visitor('Amara', 'Where is my parcel?')
    expect(await toastOf(app, 'Amara')).toEqual({
      title: 'Amara · Support',
      body: 'Where is my parcel?\nClick to accept',
      isOpen: true,
      actions: [],
    })
    expect(chats(desk)).toEqual([{ status: 'waiting', login: null }])

    await use(app, 'Amara', 'click')
    await panel.getByRole('textbox', { name: 'Reply' }).waitFor()
    await panel.getByText('Where is my parcel?').last().waitFor()
    expect(chats(desk)).toEqual([{ status: 'active', login: 'admin' }])
    expect((await toastOf(app, 'Amara')).isOpen).toBe(false)
    expect((await toasts(app)).length).toBe(1)

    // Closed, the panel is only hidden: a notification brings it back with its chat.
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    const shown = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
    await until('the panel is hidden', async () => !(await shown()))
    await visitor('Birger', 'My lamp is cracked')
    await toastOf(app, 'Birger')
    await use(app, 'Birger', 'click')
    await until('the panel is back', shown)
    await until('both are taken', () => chats(desk).every(chat => chat.status === 'active'))
    await panel.getByText('My lamp is cracked').last().waitFor()
    expect(new URL(panel.url()).hash).toMatch(/^#panel\/chat\//)
  })

  test('goes when the chat is taken in the panel, and when the customer leaves', async () => {
    await using desk = await openDesk(tempDir())
    const { app, panel } = desk
    const visitor = await doorOf(desk)
    await visitor('Amara', 'Hello?')
    const birger = await visitor('Birger', 'Hello too')
    await toastOf(app, 'Amara')
    await toastOf(app, 'Birger')
    await panel.getByRole('button', { name: 'Accept Amara' }).click()
    await until('it is taken back', async () => !(await toastOf(app, 'Amara')).isOpen)
    expect((await toastOf(app, 'Birger')).isOpen).toBe(true)
    birger.send({ type: 'end' })
    await until('it is taken back', async () => !(await toastOf(app, 'Birger')).isOpen)
    // Too late: nothing is taken, and a sentence says why.
    await use(app, 'Birger', 'click')
    const why = await toastOf(app, 'Parley')
    expect(why.body).toMatch(/closed/i)
    expect(chats(desk).map(chat => chat.status)).toEqual(['active', 'closed'])
  })

  test('the total of what is unread stands on the tray and the badge', async () => {
    await using desk = await openDesk(tempDir())
    const { app, panel } = desk
    const size = await app.evaluate(({ Tray }) => {
      const image = Tray.created[0]?.image
      return typeof image === 'object' && !image.isEmpty() ? image.getSize() : null
    })
    expect(size).toEqual({ width: 16, height: 16 })
    expect(await tray(app)).toEqual({ toolTip: 'Parley', badge: 0 })
    const visitor = await doorOf(desk)
    const amara = await visitor('Amara', 'one')
    // Whoever looks away has not read.
    await panel.bringToFront()
    await panel.getByRole('button', { name: 'Accept Amara' }).click()
    await panel.getByText('one', { exact: true }).last().waitFor()
    await until('it is read', async () => (await tray(app)).badge === 0)
    await visitor('Birger', 'me too')
    await panel.getByRole('button', { name: 'Accept Birger' }).click()
    await panel.getByText('me too').last().waitFor()
    await until('the other is read too', async () => (await tray(app)).badge === 0)
    for (const text of ['two', 'three']) amara.say(text)
    await until('two are unread', async () => (await tray(app)).badge === 2)
    expect(await tray(app)).toEqual({ toolTip: 'Parley: 2 unread', badge: 2 })
    await panel.getByText('three', { exact: true }).first().click()
    await until('all is read', async () => (await tray(app)).badge === 0)
    expect(await tray(app)).toEqual({ toolTip: 'Parley', badge: 0 })
  })
})
