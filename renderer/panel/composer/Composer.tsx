// Where an agent writes: a reply, or a note among colleagues that looks different in every way. Nothing typed here is lost.
import { IconNote, IconPaperclip, IconSlashes, IconX } from '@tabler/icons-react'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { MessageView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { focusOn } from '../../parts/focus.ts'
import { IconButton } from '../../parts/IconButton.tsx'
import { now } from '../../stores/clock.ts'
import type { Conversation } from '../../stores/conversations.ts'
import { ask } from '../../stores/door.ts'
import { clearDraft, emptyDraft, isBlank, saveDraft, setCaret, setDraft, useDrafts } from '../../stores/drafts.ts'
import { addFiles, filesOf, removeFiles, useFiles } from '../../stores/files.ts'
import { send } from '../../stores/sending.ts'
import { useSession } from '../../stores/session.ts'
import { t } from '../../words/words.ts'
import { excerptOf, stepAnswered } from './answering.ts'
import { CannedMenu } from './CannedMenu.tsx'
import { ChannelOff } from './ChannelOff.tsx'
import classes from './Composer.module.css'
import { cannedQuery, inserted, replyFor } from './canned.ts'
import { EmojiPicker } from './EmojiPicker.tsx'
import { FileChips } from './FileChips.tsx'
import { HeldByOthers } from './HeldBy.tsx'
import { MessagingWindow, useWindowState } from './MessagingWindow.tsx'
import { ReadOnly } from './ReadOnly.tsx'
import { useCanned } from './use-canned.ts'

export interface ComposerProps {
  readonly chatId: string
  readonly conversation: Conversation
}

const typingEveryMs = 4_000

export const Composer = (props: ComposerProps) =>
  props.conversation.can.write ? <Writing {...props} /> : <ReadOnly {...props} />

const Writing = ({ chatId, conversation }: ComposerProps) => {
  const { chat } = conversation
  const draft = useDrafts(drafts => drafts.byChat.get(chatId)) ?? emptyDraft
  const unsaved = useDrafts(drafts => drafts.unsaved.has(chatId))
  const files = useFiles(state => filesOf(state.byChat, chatId))
  const me = useSession(session => session.me?.agent.name ?? '')
  const area = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const [caret, setCaretHere] = useState(draft.caret)
  const told = useRef(0)
  const isShut = useWindowState(chat) === 'closed'

  const put = (text: string, at: number, more: Partial<typeof draft> = {}) => {
    // Whoever wipes a canned reply away and writes their own does not use it.
    const cannedReplyId = text.trim() === '' ? null : draft.cannedReplyId
    setDraft(chatId, { ...draft, text, caret: at, cannedReplyId, ...more })
    setCaretHere(at)
    moveTo.current = at
    if (text !== '' && !draft.note && now() - told.current > typingEveryMs) {
      told.current = now()
      void ask()
        .chatService.typing({ chatId })
        .catch(() => {})
    }
  }
  const moveTo = useRef<number | null>(draft.caret)

  // The caret goes where the text was left or what was inserted ends, and the field grows with its text.
  useLayoutEffect(() => {
    const element = area.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
    if (moveTo.current !== null && element.value === draft.text) {
      element.setSelectionRange(moveTo.current, moveTo.current)
      moveTo.current = null
    }
  }, [draft.text])

  useEffect(() => {
    const save = () => void saveDraft(chatId)
    // Not on touch screens, where it would open the keyboard; a desk without a mouse is no such thing.
    if (!matchMedia('(pointer: coarse)').matches && (document.activeElement === document.body || !isElsewhere()))
      area.current?.focus({ preventScroll: true })
    window.addEventListener('blur', save)
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('blur', save)
      window.removeEventListener('pagehide', save)
    }
  }, [chatId])

  const insert = (sign: string) => {
    const element = area.current
    const from = element?.selectionStart ?? draft.text.length
    const to = element?.selectionEnd ?? from
    put(draft.text.slice(0, from) + sign + draft.text.slice(to), from + sign.length)
    element?.focus()
  }

  const query = cannedQuery(draft.text, caret)
  const canned = useCanned(query, chat.queue.id, reply => {
    if (query === null) return
    const next = inserted(draft.text, query, caret, replyFor(reply, chat, me))
    put(next.text, next.caret, { cannedReplyId: reply.id })
    area.current?.focus()
  })

  const ready = files.every(file => file.state === 'ready')
  const canSend = ready && (!isShut || draft.note) && (!isBlank(draft) || files.length > 0)
  const submit = () => {
    if (!canSend) return
    const common = { chatId, note: draft.note, replyTo: draft.replyTo, cannedReplyId: draft.cannedReplyId }
    const text = draft.text.trim()
    if (files.length === 0) send({ ...common, at: now(), text, replyExcerpt: draft.replyExcerpt, file: null })
    files.forEach((file, i) => {
      const { fileId, name, mime, size } = file
      if (fileId === null) return
      send({
        ...common,
        at: now(),
        text: i === 0 ? text : '',
        // Several files make several messages; the reply was used once.
        cannedReplyId: i === 0 ? draft.cannedReplyId : null,
        replyTo: i === 0 ? draft.replyTo : null,
        replyExcerpt: i === 0 ? draft.replyExcerpt : null,
        file: { fileId, name, mime, size },
      })
    })
    removeFiles(chatId)
    clearDraft(chatId, draft.note)
    setCaretHere(0)
    told.current = 0
    area.current?.focus()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    if (canned.onKeyDown(event)) return
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault()
      submit()
    } else if (draft.text === '' && !draft.note && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      if (event.altKey || (event.key === 'ArrowDown' && draft.replyTo === null)) return
      event.preventDefault()
      const { messages } = conversation.window
      answer(stepAnswered(messages, draft.replyTo, event.key === 'ArrowUp' ? 'older' : 'newer'))
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (draft.replyTo !== null) setDraft(chatId, { ...draft, replyTo: null, replyExcerpt: null })
      else if (!focusOn('[data-chat-row][aria-current="true"]:not(:disabled)')) event.currentTarget.blur()
    }
  }
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    addFiles(chatId, event.clipboardData.files)
  }
  const answer = (message: MessageView | null) => {
    const replyExcerpt = message === null ? null : excerptOf(message)
    setDraft(chatId, { ...draft, replyTo: message?.id ?? null, replyExcerpt })
  }
  const toggleNote = () => {
    setDraft(chatId, { ...draft, note: !draft.note })
    area.current?.focus()
  }

  return (
    <footer className={classes.composer}>
      <HeldByOthers chatId={chatId} conversation={conversation} />
      <ChannelOff channelId={chat.channel.id} />
      <MessagingWindow chat={chat} />
      <div className={`${classes.box} ${draft.note ? classes.note : ''}`}>
        {draft.note ? (
          <div className={classes.noteBar}>
            <IconNote size={14} aria-hidden /> {t('composer.noteHint')}
          </div>
        ) : null}
        {draft.replyTo === null ? null : (
          <div className={classes.reply}>
            <span dir="auto">{t('composer.replyTo', { text: draft.replyExcerpt ?? t('bubble.quoted') })}</span>
            <IconButton
              name={t('composer.dropReply')}
              onClick={() => setDraft(chatId, { ...draft, replyTo: null, replyExcerpt: null })}
            >
              <IconX size={14} />
            </IconButton>
          </div>
        )}
        <FileChips chatId={chatId} files={files} />
        <textarea
          ref={area}
          data-composer
          dir="auto"
          rows={1}
          value={draft.text}
          maxLength={100_000}
          className={classes.text}
          placeholder={
            draft.note
              ? t('composer.notePlaceholder')
              : isShut
                ? t(chat.channel.kind === 'facebook' ? 'window.facebook.placeholder' : 'window.closedPlaceholder')
                : t('composer.placeholder', { name: chat.contact.name })
          }
          aria-label={draft.note ? t('composer.noteName') : t('composer.name')}
          aria-autocomplete="list"
          aria-controls={canned.listId}
          aria-activedescendant={canned.activeId}
          onChange={event => put(event.currentTarget.value, event.currentTarget.selectionStart)}
          onSelect={event => {
            setCaretHere(event.currentTarget.selectionStart)
            setCaret(chatId, event.currentTarget.selectionStart)
          }}
          onBlur={() => void saveDraft(chatId)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <div className={classes.bar}>
          <IconButton name={t('composer.attach')} onClick={() => picker.current?.click()}>
            <IconPaperclip size={18} />
          </IconButton>
          <EmojiPicker onPick={insert} />
          <IconButton
            name={t('composer.canned')}
            keys="//"
            onClick={() => insert(needsSpace(draft.text, caret) ? ' //' : '//')}
          >
            <IconSlashes size={18} />
          </IconButton>
          <IconButton name={t('composer.note')} keys="N" pressed={draft.note} onClick={toggleNote} data-note>
            <IconNote size={18} />
          </IconButton>
          <span className={classes.saved} role="status">
            {isBlank(draft) ? '' : unsaved ? '' : t('composer.saved')}
          </span>
          <Button
            weight="accent"
            keys={t('key.enter')}
            onClick={submit}
            disabled={!canSend}
            title={ready ? '' : t('files.wait')}
          >
            {draft.note ? t('composer.addNote') : t('composer.send')}
          </Button>
        </div>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          data-attach
          onChange={event => {
            addFiles(chatId, event.currentTarget.files ?? [])
            event.currentTarget.value = ''
          }}
        />
        <CannedMenu canned={canned} />
      </div>
    </footer>
  )
}

/** Somebody works in a field or a dialog: the caret is not taken from them. */
const isElsewhere = (): boolean => document.activeElement?.closest('[role="dialog"], input, textarea') !== null

const needsSpace = (text: string, caret: number): boolean => caret > 0 && !/\s/u.test(text[caret - 1] ?? ' ')
