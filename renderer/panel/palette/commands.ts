// What the palette offers at this moment: gathered when it opens, so that it always fits what is on screen.
import { createElement, type ReactNode } from 'react'
import { actionSigns } from '../../parts/action-icons.ts'
import { Face } from '../../parts/Face.tsx'
import { focusOn } from '../../parts/focus.ts'
import { useCases } from '../../stores/cases.ts'
import { runAction, useChatActions } from '../../stores/chat-actions.ts'
import { useChats } from '../../stores/chats.ts'
import { useConversations } from '../../stores/conversations.ts'
import { acceptChat, declineChat, setPresence, takeControl, takeOverChat } from '../../stores/deeds.ts'
import { draftOf, emptyDraft, setDraft } from '../../stores/drafts.ts'
import { goTo, openCase, openChat, openContact, usePlace } from '../../stores/place.ts'
import { prefer, usePreferences } from '../../stores/preferences.ts'
import { may, useSession } from '../../stores/session.ts'
import { useShared } from '../../stores/settings.ts'
import { t } from '../../words/words.ts'
import { createFromChat } from '../cases/create-from-chat.ts'
import { replyFor } from '../composer/canned.ts'
import { useDialogs } from '../dialogs.ts'
import { beginClosing } from '../header/CloseButton.tsx'
import { openSettings } from '../open-settings.ts'
import { setScheme } from './scheme.ts'

export interface Command {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly hint?: string
  readonly keys?: string
  readonly picture?: ReactNode
  /** Offered whatever was typed. */
  readonly always?: boolean
  run(): void
}

export interface CommandGroup {
  readonly name: string
  readonly commands: readonly Command[]
}

export const commandsFor = (query: string): readonly Command[] => [
  ...chatCommands(),
  ...hereCommands(),
  ...ownCommands(),
  ...caseCommands(),
  ...replyCommands(),
  ...(query.trim() === '' ? [] : [searchCommand(query.trim())]),
]

const chatCommands = (): Command[] => {
  const { fresh, active, others, bots } = useChats.getState().lists
  return [...fresh, ...active, ...others, ...bots].slice(0, 2_000).map(chat => ({
    id: `chat/${chat.id}`,
    group: t('palette.chats'),
    label: chat.contact.name,
    hint: `${t('palette.chat', { number: chat.number })} · ${chat.queue.name} · ${chat.lastMessage?.text.slice(0, 80) ?? ''}`,
    picture: createElement(Face, {
      id: chat.contact.id,
      name: chat.contact.name,
      size: 26,
      channel: chat.channel.kind,
    }),
    run: () => openChat(chat.id),
  }))
}

/** What can be done with what rings and with the chat that is open. */
const hereCommands = (): Command[] => {
  const group = t('palette.actions')
  const { chatId } = usePlace.getState()
  const { fresh } = useChats.getState().lists
  const commands: Command[] = []
  const add = (id: string, label: string, run: () => void, keys?: string) =>
    commands.push({ id, group, label, run, ...(keys === undefined ? {} : { keys }) })
  for (const chat of fresh.slice(0, 5)) {
    add(`accept/${chat.id}`, t('offer.acceptOf', { name: chat.contact.name }), () => void acceptChat(chat.id), 'A')
    if (chat.offer !== null)
      add(`decline/${chat.id}`, t('offer.declineOf', { name: chat.contact.name }), () => void declineChat(chat.id))
  }
  const here = chatId === null ? undefined : useConversations.getState().byChat.get(chatId)
  if (chatId === null || here === undefined) return commands
  const { can, chat } = here
  const { name } = chat.contact
  if (can.write) {
    add(
      'note',
      t('palette.note'),
      () => {
        setDraft(chatId, { ...(draftOf(chatId) ?? emptyDraft), note: true })
        setTimeout(() => focusOn('[data-composer]'))
      },
      'N',
    )
    add('attach', t('composer.attach'), () => document.querySelector<HTMLInputElement>('[data-attach]')?.click())
    for (const action of useChatActions.getState().byQueue.get(chat.queue.id) ?? [])
      commands.push({
        id: `action/${action.id}`,
        group,
        label: action.caption,
        picture: createElement(actionSigns[action.icon], { size: 18, stroke: 1.7, color: 'var(--ink2)' }),
        run: () => void runAction(chatId, action),
        ...(action.shortcut === null ? {} : { keys: `. ${action.shortcut.toUpperCase()}` }),
      })
    add('actions', t('header.actions'), () => useDialogs.setState({ actions: true }), '.')
  }
  add('createCase', t('cases.createFromChat'), () => void createFromChat(chatId))
  if (can.transfer)
    add('transfer', t('palette.transfer', { name }), () => useDialogs.setState({ transfer: chatId }), 'T')
  if (can.close) add('close', t('palette.close', { name }), () => beginClosing(chatId), 'E')
  if (can.takeControl) add('takeControl', t('palette.takeControl', { name }), () => void takeControl(chatId), 'C')
  add('contactPage', t('palette.contactPage', { name }), () => openContact(chat.contact.id))
  if (can.takeOver) add('takeOver', t('palette.takeOver', { name }), () => void takeOverChat(chatId))
  return commands
}

const ownCommands = (): Command[] => {
  const group = t('palette.go')
  const { muted } = usePreferences.getState()
  const presence = useSession.getState().me?.agent.presence.status
  const command = (id: string, label: string, run: () => void, keys?: string): Command => ({
    id,
    group,
    label,
    run,
    ...(keys === undefined ? {} : { keys }),
  })
  return [
    presence === 'active'
      ? command('inactive', t('presence.setInactive'), () => void setPresence('inactive'))
      : command('active', t('presence.setActive'), () => void setPresence('active')),
    ...(presence === 'active'
      ? [command('away', t('presence.setAway'), () => void setPresence('inactive', 'away'))]
      : []),
    command('chats', t('rail.chats'), () => goTo({ column: 'chats', caseId: null })),
    command('cases', t('rail.cases'), () => goTo({ column: 'cases' }), 'G'),
    command('newCase', t('cases.new'), () => useDialogs.setState({ newCase: true })),
    command('search', t('rail.search'), () => goTo({ column: 'search', caseId: null }), '/'),
    ...(may('CanManageChats') ? [command('settings', t('rail.settings'), openSettings)] : []),
    command('sound', muted ? t('palette.unmute') : t('palette.mute'), () => prefer({ muted: !muted })),
    command('volume', t('palette.volume'), () => useDialogs.setState({ sound: true }), 'S'),
    command('light', t('palette.theme', { name: t('theme.light') }), () => setScheme('light')),
    command('dark', t('palette.theme', { name: t('theme.dark') }), () => setScheme('dark')),
    command('auto', t('palette.theme', { name: t('theme.auto') }), () => setScheme('auto')),
    command('keys', t('keys.name'), () => useDialogs.setState({ keys: true }), '?'),
  ]
}

/** Those that were looked at lately. */
const caseCommands = (): Command[] =>
  (useCases.getState().list ?? []).map(one => ({
    id: `case/${one.id}`,
    group: t('palette.cases'),
    label: `${t('cases.number', { number: one.number })} · ${one.subject}`,
    hint: `${t(`cases.status.${one.status}`)} · ${one.contact?.name ?? ''}`,
    run: () => openCase(one.id),
  }))

const replyCommands = (): Command[] => {
  const { chatId } = usePlace.getState()
  const here = chatId === null ? undefined : useConversations.getState().byChat.get(chatId)
  if (chatId === null || here === undefined || !here.can.write) return []
  const { chat } = here
  return useShared
    .getState()
    .replies.filter(reply => reply.queueId === null || reply.queueId === chat.queue.id)
    .map(reply => ({
      id: `reply/${reply.id}`,
      group: t('palette.replies'),
      label: reply.name,
      hint: reply.text.slice(0, 100),
      run: () => {
        const draft = draftOf(chatId) ?? emptyDraft
        const text = replyFor(reply, chat, useSession.getState().me?.agent.name ?? '')
        const at = Math.min(draft.caret, draft.text.length)
        const before = draft.text.slice(0, at)
        const space = before === '' || /\s$/u.test(before) ? '' : ' '
        const whole = before + space + text + draft.text.slice(at)
        setDraft(chatId, { ...draft, text: whole, caret: at + space.length + text.length, cannedReplyId: reply.id })
        setTimeout(() => focusOn('[data-composer]'))
      },
    }))
}

const searchCommand = (query: string): Command => ({
  id: 'search-for',
  group: t('palette.go'),
  label: t('palette.searchFor', { query }),
  always: true,
  run: () => {
    goTo({ column: 'search', caseId: null })
    setTimeout(() => window.dispatchEvent(new CustomEvent('parley-search', { detail: query })))
  },
})

/** Commands whose words begin with what was typed, in groups; those whose label fits before those whose hint does. */
export const ranked = (commands: readonly Command[], query: string, most: number): readonly CommandGroup[] => {
  const wanted = folded(query).split(/\s+/u).filter(Boolean)
  const rank = (command: Command): number => {
    if (wanted.length === 0 || command.always) return 1
    const label = folded(command.label)
    if (wanted.every(word => begins(label, word))) return label.startsWith(wanted[0] ?? '') ? 0 : 1
    return wanted.every(word => begins(`${label} ${folded(command.hint ?? '')}`, word)) ? 2 : 3
  }
  const fitting = commands
    .map(command => ({ command, rank: rank(command) }))
    .filter(one => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
  const groups = new Map<string, Command[]>()
  for (const { command } of fitting) groups.set(command.group, [...(groups.get(command.group) ?? []), command])
  return [...groups].map(([name, list]) => ({ name, commands: list }))
}

const begins = (text: string, word: string): boolean => text.split(/[\s·:,.]+/u).some(part => part.startsWith(word))

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
