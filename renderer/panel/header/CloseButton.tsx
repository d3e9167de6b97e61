// Closes the chat at once. Only where something would be left behind, or where a single key asked, it wants a second word.
import { Popover } from '@mantine/core'
import { Button } from '../../parts/Button.tsx'
import { closeChat, useBusy } from '../../stores/deeds.ts'
import { draftOf, isBlank } from '../../stores/drafts.ts'
import { filesOf, useFiles } from '../../stores/files.ts'
import { useSending } from '../../stores/sending.ts'
import { t } from '../../words/words.ts'
import { useDialogs } from '../dialogs.ts'
import classes from './Header.module.css'

export interface CloseButtonProps {
  readonly chatId: string
  /** Where a menu has the button: only the question, if there is one to ask. */
  readonly hidden?: boolean
}

/** What would stay unsent. */
const leavesBehind = (chatId: string): boolean => {
  const draft = draftOf(chatId)
  return (
    (draft !== null && !isBlank(draft)) ||
    filesOf(useFiles.getState().byChat, chatId).length > 0 ||
    useSending.getState().unsent.some(one => one.chatId === chatId)
  )
}

/** Closes, or asks first. */
export const beginClosing = (chatId: string): void => {
  if (leavesBehind(chatId)) useDialogs.setState({ close: chatId })
  else void closeChat(chatId)
}

export const CloseButton = ({ chatId, hidden = false }: CloseButtonProps) => {
  const busy = useBusy(state => state.chats.has(chatId))
  const asking = useDialogs(dialogs => dialogs.close === chatId)
  const cancel = () => useDialogs.setState({ close: null })
  const finish = () => {
    cancel()
    void closeChat(chatId)
  }
  return (
    <Popover
      opened={asking}
      onChange={open => (open ? undefined : cancel())}
      position="bottom-end"
      trapFocus
      withRoles={!hidden}
    >
      <Popover.Target>
        {hidden ? (
          <span />
        ) : (
          <Button keys="E" disabled={busy} onClick={() => beginClosing(chatId)}>
            {t('header.close')}
          </Button>
        )}
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.question}>{asking && leavesBehind(chatId) ? t('close.leavesBehind') : t('close.sure')}</p>
        <div className={classes.answers}>
          <Button onClick={cancel}>{t('close.cancel')}</Button>
          <Button weight="accent" data-autofocus onClick={finish} disabled={busy}>
            {t('close.confirm')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
