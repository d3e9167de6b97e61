// The actions of the chat's queue: buttons that run a process. A letter in the open menu runs the action that has it.
import { Menu } from '@mantine/core'
import { IconBolt } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect } from 'react'
import { actionSigns } from '../../parts/action-icons.ts'
import { Button } from '../../parts/Button.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { fetchActions, runAction, useChatActions } from '../../stores/chat-actions.ts'
import { sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { useDialogs } from '../dialogs.ts'

export interface ActionsMenuProps {
  readonly chatId: string
  readonly queueId: string
  readonly narrow: boolean
}

export const ActionsMenu = ({ chatId, queueId, narrow }: ActionsMenuProps) => {
  const opened = useDialogs(dialogs => dialogs.actions)
  const actions = useChatActions(state => state.byQueue.get(queueId))
  useEffect(() => {
    if (!opened) return
    fetchActions(chatId, queueId).catch(error => {
      useDialogs.setState({ actions: false })
      sayRefusal(error)
    })
  }, [opened, chatId, queueId])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const action = actions?.find(({ shortcut }) => shortcut?.toLowerCase() === event.key.toLowerCase())
    if (action === undefined) return
    event.preventDefault()
    useDialogs.setState({ actions: false })
    void runAction(chatId, action)
  }
  return (
    <Menu opened={opened} onChange={actions => useDialogs.setState({ actions })} position="bottom-end" width={260}>
      <Menu.Target>
        {narrow ? (
          <IconButton large name={t('header.actions')}>
            <IconBolt size={19} />
          </IconButton>
        ) : (
          <Button keys=".">{t('header.actions')}</Button>
        )}
      </Menu.Target>
      <Menu.Dropdown aria-label={t('actions.menu')} onKeyDown={onKeyDown}>
        {actions === undefined ? <Menu.Label>…</Menu.Label> : null}
        {actions?.length === 0 ? <Menu.Label>{t('actions.none')}</Menu.Label> : null}
        {actions?.map(action => {
          const Sign = actionSigns[action.icon]
          const { shortcut } = action
          return (
            <Menu.Item
              key={action.id}
              leftSection={<Sign size={16} stroke={1.7} aria-hidden />}
              rightSection={shortcut === null ? null : <kbd>{shortcut.toUpperCase()}</kbd>}
              {...(shortcut === null ? {} : { 'aria-keyshortcuts': shortcut })}
              onClick={() => void runAction(chatId, action)}
            >
              {action.caption}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
