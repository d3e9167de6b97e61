// Over the composer, on networks that take free replies for a day only: how long is left, and what can still be done after that.
import { IconClockExclamation } from '@tabler/icons-react'
import { useState } from 'react'
import { windowState } from '../../../main/domain/messaging-window.ts'
import type { ChatSummary } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { now, useAtNow, useNow } from '../../stores/clock.ts'
import { countdownOf, soonOf, timeOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './MessagingWindow.module.css'
import { TemplateDialog } from './TemplateDialog.tsx'

type Windowed = Pick<ChatSummary, 'windowClosesAt' | 'humanWindowClosesAt'>

export const useWindowState = ({ windowClosesAt, humanWindowClosesAt }: Windowed) =>
  useAtNow(now => windowState(windowClosesAt, now, humanWindowClosesAt))

export const MessagingWindow = ({ chat }: { readonly chat: ChatSummary }) => {
  const state = useWindowState(chat)
  const { windowClosesAt } = chat
  if (windowClosesAt === null || state === 'none' || state === 'open') return null
  return (
    <div
      className={`${classes.bar} ${state === 'closesSoon' ? '' : classes.closed}`}
      // What ticks is not said aloud every second.
      {...(state === 'closesSoon' ? {} : { role: 'status' })}
    >
      <IconClockExclamation size={15} aria-hidden className={classes.sign} />
      {chat.channel.kind === 'facebook' ? (
        <FacebookWindow chat={chat} state={state} closesAt={windowClosesAt} />
      ) : state === 'closesSoon' ? (
        <span className={classes.words}>
          {t('window.closesIn', { time: timeOf(windowClosesAt) })} <Left until={windowClosesAt} />
        </span>
      ) : (
        <TemplatesOnly chat={chat} />
      )}
    </div>
  )
}

interface FacebookWindowProps {
  readonly chat: ChatSummary
  readonly state: 'closesSoon' | 'human' | 'closed'
  readonly closesAt: number
}

/** Facebook knows no templates: after a day a person may answer for six more where the page allows it, and then nobody. */
const FacebookWindow = ({ chat, state, closesAt }: FacebookWindowProps) => {
  const { humanWindowClosesAt } = chat
  const { name } = chat.contact
  if (state === 'closesSoon')
    return (
      <span className={classes.words}>
        {t(humanWindowClosesAt === null ? 'window.facebook.closesIn' : 'window.facebook.humanIn', {
          time: timeOf(closesAt),
        })}{' '}
        <Left until={closesAt} />
      </span>
    )
  if (state === 'human' && humanWindowClosesAt !== null)
    return (
      <span className={classes.words}>
        {t('window.facebook.human', { name, time: soonOf(humanWindowClosesAt, now()) })}
      </span>
    )
  return (
    <span className={classes.words}>
      {t(humanWindowClosesAt === null ? 'window.facebook.closed' : 'window.facebook.closedForHumans', { name })}
    </span>
  )
}

const TemplatesOnly = ({ chat }: { readonly chat: ChatSummary }) => {
  const [isChoosing, setChoosing] = useState(false)
  return (
    <>
      <span className={classes.words}>{t('window.closed', { name: chat.contact.name })}</span>
      <Button small weight="accent" onClick={() => setChoosing(true)}>
        {t('window.choose')}
      </Button>
      {isChoosing ? <TemplateDialog chat={chat} onDone={() => setChoosing(false)} /> : null}
    </>
  )
}

const Left = ({ until }: { readonly until: number }) => {
  const now = useNow()
  return <b className={classes.left}>{countdownOf(Math.max(0, until - now))}</b>
}
