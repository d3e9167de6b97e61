// What processes have to tell this agent: a word at the edge of the screen that stays until it is read.
import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import type { Followed } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { hear } from '../../stores/events.ts'
import { openChat } from '../../stores/place.ts'
import { myId } from '../../stores/session.ts'
import { look } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import classes from './Notices.module.css'

export const Notices = () => {
  useEffect(() => hear(tell), [])
  return null
}

const tell = (item: Followed): void => {
  if (item.type !== 'notice.given' || item.agentId !== myId()) return
  const { text, processName, chatId, chatNumber } = item.facts ?? {}
  if (typeof text !== 'string') return
  const id = `notice-${item.seq ?? crypto.randomUUID()}`
  const open = () => {
    notifications.hide(id)
    if (typeof chatId === 'string') openChat(chatId)
  }
  notifications.show({
    id,
    autoClose: false,
    ...look(),
    title: t('notice.from', { name: String(processName ?? ''), number: Number(chatNumber ?? 0) }),
    message: (
      <div className={classes.notice}>
        <span dir="auto">{text}</span>
        {typeof chatId !== 'string' ? null : (
          <Button small onClick={open}>
            {t('notice.open')}
          </Button>
        )}
      </div>
    ),
  })
}
