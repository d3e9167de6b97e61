// Where another program holds the conversation: who and since when, and a way to take it. In a bot's chat it stands in the
// composer's place; over the composer of my own chat it warns, and once I hold it offers to send what did not arrive.
import { IconRobot } from '@tabler/icons-react'
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Rich } from '../../parts/Rich.tsx'
import { singleClick } from '../../parts/single-click.ts'
import type { Conversation } from '../../stores/conversations.ts'
import { sendFailedAgain, takeControl, useBusy } from '../../stores/deeds.ts'
import { fullTime, timeOf } from '../../words/formats.ts'
import { programFirst } from '../../words/program.ts'
import { t } from '../../words/words.ts'
import composer from './Composer.module.css'
import classes from './MessagingWindow.module.css'

export interface HeldByProps {
  readonly chatId: string
  readonly conversation: Conversation
}

/** Over the composer of my own chat; nothing while nobody else holds the conversation. */
export const HeldByOthers = ({ chatId, conversation }: HeldByProps) => {
  const [hasTaken, setTaken] = useState(false)
  const { chat, can, window } = conversation
  if (chat.heldBy !== null)
    return (
      <div className={`${classes.bar} ${classes.closed}`} role="status">
        <IconRobot size={16} aria-hidden className={classes.sign} />
        <span className={classes.words}>
          <Who chat={chat} /> {t('bot.mayNotArrive')}
        </span>
        {can.takeControl ? <Take chatId={chatId} onTaken={() => setTaken(true)} /> : null}
      </div>
    )
  const lost = window.messages.filter(one => one.chatId === chatId && one.state === 'failed' && one.trouble?.canRetry)
  if (!hasTaken || lost.length === 0) return null
  return (
    <div className={`${classes.bar} ${classes.closed}`} role="status">
      <IconRobot size={16} aria-hidden />
      <span className={classes.words}>{t('bot.taken')}</span>
      <Button
        small
        weight="accent"
        onClick={singleClick(() => {
          setTaken(false)
          void sendFailedAgain(lost.map(one => one.id))
        })}
      >
        {t('bot.sendAgain', { count: lost.length })}
      </Button>
    </div>
  )
}

/** In the composer's place, where a bot answers. */
export const BotAnswers = ({ chatId, conversation }: HeldByProps) => (
  <footer className={composer.readOnly}>
    <IconRobot size={18} aria-hidden className={classes.sign} />
    <span>
      <Who chat={conversation.chat} /> {conversation.can.takeControl ? t('bot.watch') : null}
    </span>
    {conversation.can.takeControl ? <Take chatId={chatId} /> : null}
  </footer>
)

const Who = ({ chat: { heldBy, status } }: Pick<Conversation, 'chat'>) =>
  heldBy === null ? (
    <Rich word="bot.first" marks={bold} />
  ) : status === 'bot' && heldBy.app === null ? (
    <span title={fullTime(heldBy.since)}>
      <Rich word="bot.itHolds" facts={{ time: timeOf(heldBy.since) }} marks={bold} />
    </span>
  ) : (
    <span title={fullTime(heldBy.since)}>
      <Rich word="bot.holds" facts={{ program: programFirst(heldBy.app), time: timeOf(heldBy.since) }} marks={bold} />
    </span>
  )

const bold = { b: (text: string) => <b>{text}</b> }

const Take = ({ chatId, onTaken }: { readonly chatId: string; readonly onTaken?: () => void }) => {
  const busy = useBusy(state => state.chats.has(chatId))
  const take = async () => {
    if (await takeControl(chatId)) onTaken?.()
  }
  return (
    <Button weight="accent" keys="C" disabled={busy} onClick={singleClick(() => void take())}>
      {busy ? t('bot.taking') : t('bot.take')}
    </Button>
  )
}
