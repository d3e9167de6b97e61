// Closes the chat at once. Only where something would be left behind, or where a single key asked, it wants a second word.
import { Popover } from '@mantine/core'
import { useEffect } from 'react'
import { Button } from '../../parts/Button.tsx'
import { closeChat, useBusy } from '../../stores/deeds.ts'
import { draftOf, isBlank } from '../../stores/drafts.ts'
import { filesOf, useFiles } from '../../stores/files.ts'
import { useSending } from '../../stores/sending.ts'
import { t } from '../../words/words.ts'
import { useDialogs } from '../dialogs.ts'

export interface CloseButtonProps {
  readonly chatId: string
  /** Chosen in a menu: only the question, if there is one to ask. */
  readonly hidden?: boolean
  readonly onDone?: () => void
}

/** What would stay unsent. */
export const leavesBehind = (chatId: string): boolean => {
  const draft = draftOf(chatId)
  return (
    (draft !== null && !isBlank(draft)) ||
    filesOf(useFiles.getState().byChat, chatId).length > 0 ||
    useSending.getState().unsent.some(one => one.chatId === chatId)
  )
}

export const CloseButton = ({ chatId, hidden = false, onDone }: CloseButtonProps) => {
  const busy = useBusy(state => state.chats.has(chatId))
  const asking = useDialogs(dialogs => dialogs.close)
  const question = asking === chatId
  const begin = () => {
    if (leavesBehind(chatId)) useDialogs.setState({ close: chatId })
    else void finish()
  }
  const finish = async () => {
    useDialogs.setState({ close: null })
    await closeChat(chatId)
    onDone?.()
  }
  const cancel = () => {
    useDialogs.setState({ close: null })
    onDone?.()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it was chosen in the menu
  useEffect(() => {
    if (hidden) begin()
  }, [])
  return (
    <Popover
      opened={question}
      onChange={open => (open ? undefined : cancel())}
      position="bottom-end"
      trapFocus
      withRoles
    >
      <Popover.Target>
        {hidden ? (
          <span />
        ) : (
          <Button keys="E" disabled={busy} onClick={begin}>
            {t('header.close')}
          </Button>
        )}
      </Popover.Target>
      <Popover.Dropdown>
        <p style={{ margin: '0 0 10px', maxWidth: 240 }}>
          {leavesBehind(chatId) ? t('close.leavesBehind') : t('close.sure')}
        </p>
        <div style={{ display: 'flex', gap: 8, justifyContent: 'flex-end' }}>
          <Button onClick={cancel}>{t('close.cancel')}</Button>
          <Button weight="accent" data-autofocus onClick={() => void finish()} disabled={busy}>
            {t('close.confirm')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
