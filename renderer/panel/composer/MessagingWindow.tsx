// Over the composer, on networks that take free replies for a day only: how long is left, or what can be done when none is.
import { IconClockExclamation } from '@tabler/icons-react'
import { useState } from 'react'
import { windowState } from '../../../main/domain/messaging-window.ts'
import type { ChatSummary } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { useAtNow, useNow } from '../../stores/clock.ts'
import { countdownOf, timeOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './MessagingWindow.module.css'
import { TemplateDialog } from './TemplateDialog.tsx'

export const useWindowState = ({ windowClosesAt }: Pick<ChatSummary, 'windowClosesAt'>) =>
  useAtNow(now => windowState(windowClosesAt, now))

export const MessagingWindow = ({ chat }: { readonly chat: ChatSummary }) => {
  const state = useWindowState(chat)
  const [isChoosing, setChoosing] = useState(false)
  const { windowClosesAt } = chat
  if (windowClosesAt === null || state === 'none' || state === 'open') return null
  return (
    <div
      className={`${classes.bar} ${state === 'closed' ? classes.closed : ''}`}
      // What ticks is not said aloud every second.
      {...(state === 'closed' ? { role: 'status' } : {})}
    >
      <IconClockExclamation size={15} aria-hidden className={classes.sign} />
      {state === 'closesSoon' ? (
        <span className={classes.words}>
          {t('window.closesIn', { time: timeOf(windowClosesAt) })} <Left until={windowClosesAt} />
        </span>
      ) : (
        <>
          <span className={classes.words}>{t('window.closed', { name: chat.contact.name })}</span>
          <Button small weight="accent" onClick={() => setChoosing(true)}>
            {t('window.choose')}
          </Button>
          {isChoosing ? <TemplateDialog chat={chat} onDone={() => setChoosing(false)} /> : null}
        </>
      )}
    </div>
  )
}

const Left = ({ until }: { readonly until: number }) => {
  const now = useNow()
  return <b className={classes.left}>{countdownOf(Math.max(0, until - now))}</b>
}
