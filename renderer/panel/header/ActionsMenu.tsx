// The actions of the chat's queue: buttons that run a process. Asked for when the menu opens.
import { Menu } from '@mantine/core'
import { IconBolt } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { ask } from '../../stores/door.ts'
import { sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { useDialogs } from '../dialogs.ts'

export const ActionsMenu = ({ chatId, narrow }: { readonly chatId: string; readonly narrow: boolean }) => {
  const opened = useDialogs(dialogs => dialogs.actions)
  const [actions, setActions] = useState<readonly { id: string; caption: string }[] | null>(null)
  useEffect(() => {
    if (!opened) return
    setActions(null)
    ask()
      .chatService.getChatActions({ chatId })
      .then(answer => setActions(answer.actions))
      .catch(error => {
        useDialogs.setState({ actions: false })
        sayRefusal(error)
      })
  }, [opened, chatId])
  return (
    <Menu opened={opened} onChange={actions => useDialogs.setState({ actions })} position="bottom-end" width={240}>
      <Menu.Target>
        {narrow ? (
          <IconButton large name={t('header.actions')}>
            <IconBolt size={19} />
          </IconButton>
        ) : (
          <Button keys=".">{t('header.actions')}</Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {actions === null ? <Menu.Label>…</Menu.Label> : null}
        {actions?.length === 0 ? <Menu.Label>{t('actions.none')}</Menu.Label> : null}
        {actions?.map(action => (
          <Menu.Item key={action.id}>{action.caption}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
