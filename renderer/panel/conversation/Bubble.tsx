// One message: what was said, with its files, quote, reactions, time and fate.
import {
  IconApps,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconClock,
  IconCopy,
  IconNote,
  IconRobot,
} from '@tabler/icons-react'
import { memo, useState } from 'react'
import type { MessageView } from '../../../preload/views.ts'
import { copyText } from '../../parts/copied.ts'
import { IconButton } from '../../parts/IconButton.tsx'
import { useIsBot } from '../../stores/bots.ts'
import { sayTrouble } from '../../stores/toasts.ts'
import { fullTime, timeOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './Bubble.module.css'
import { Content } from './Content.tsx'
import { Trouble } from './Trouble.tsx'

export interface BubbleProps {
  readonly message: MessageView
  readonly album: readonly MessageView[]
  readonly first: boolean
  readonly last: boolean
  /** Shown because somebody searched for it or followed a quote. */
  readonly found: boolean
  readonly canReply: boolean
  readonly onReply: (message: MessageView) => void
  readonly onQuote: (messageId: string) => void
}

export const Bubble = memo(function Bubble(props: BubbleProps) {
  const { message, album, first, last, found } = props
  const mine = message.direction === 'out'
  const note = message.direction === 'note'
  const side = note ? classes.noteLine : mine ? classes.mineLine : classes.theirsLine
  const [near, setNear] = useState(false)
  const bare = isBare(message, album) ? classes.bare : ''
  const isElsewhere = mine && message.system === null && message.author !== null && message.author.agentId === null
  const shape = `${isElsewhere ? classes.elsewhere : ''} ${first ? '' : classes.continued} ${found ? classes.found : ''} ${bare}`
  const isBot = useIsBot(message.author?.agentId)
  const state = mine && message.trouble === null && message.state !== null ? t(`state.${message.state}`) : null
  const author = note || (mine && first) || message.direction === 'in' ? message.author?.name : undefined
  return (
    // The pointer only brings the tools; the keyboard has ↑ in the composer.
    <article
      className={`${classes.line} ${side} ${last ? classes.lastLine : ''}`}
      data-message={message.id}
      data-direction={message.direction}
      onPointerEnter={() => setNear(true)}
      onPointerLeave={event => event.pointerType === 'mouse' && setNear(false)}
      aria-label={t(`bubble.${message.direction}`, { name: author ?? '', time: timeOf(message.at) })}
    >
      <div className={`${classes.holder}`}>
        <div className={`${classes.bubble} ${shape} ${message.deletedAt === null ? '' : classes.deleted}`}>
          {note ? (
            <span className={classes.noteMark}>
              <IconNote size={13} aria-hidden /> {t('note.by', { name: author ?? '' })}
            </span>
          ) : null}
          {mine && message.system !== null ? (
            <span className={classes.forwarded}>
              <IconClock size={13} aria-hidden /> {t('bubble.automatic')}
            </span>
          ) : null}
          {isElsewhere ? (
            <span className={classes.forwarded}>
              <IconApps size={13} aria-hidden /> <bdi>{message.author?.name}</bdi>
            </span>
          ) : null}
          {isBot && first ? (
            <span className={classes.forwarded}>
              <IconRobot size={13} aria-hidden /> {t('bot.mark')} · <bdi>{message.author?.name}</bdi>
            </span>
          ) : null}
          {message.forwardedFrom === null ? null : (
            <span className={classes.forwarded}>
              <IconArrowForwardUp size={13} aria-hidden /> {t('bubble.forwarded', { name: message.forwardedFrom })}
            </span>
          )}
          {message.replyTo === null ? null : <Quote message={message} onQuote={props.onQuote} />}
          <Content message={message} album={album} />
        </div>
        {near ? <Tools message={message} canReply={props.canReply} onReply={props.onReply} /> : null}
      </div>
      {message.reactions.length === 0 ? null : (
        <div className={classes.reactions}>
          {message.reactions.map(reaction => (
            <span key={reaction.author} title={reaction.author} className={classes.reaction}>
              {reaction.emoji.join('')}
            </span>
          ))}
        </div>
      )}
      {message.trouble === null ? null : <Trouble message={message} trouble={message.trouble} />}
      {last || message.editedAt !== null || message.deletedAt !== null ? (
        <div className={classes.meta} title={fullTime(message.at)}>
          {message.deletedAt === null ? null : <span>{t('bubble.deleted')} · </span>}
          {message.editedAt === null || message.deletedAt !== null ? null : (
            <span title={fullTime(message.editedAt)}>{t('bubble.edited')} · </span>
          )}
          {timeOf(message.at)}
          {state === null ? null : <span> · {state}</span>}
        </div>
      ) : null}
    </article>
  )
})

/** Drawn for the message under the pointer alone: a conversation must open at once. */
const Tools = ({ message, canReply, onReply }: Pick<BubbleProps, 'message' | 'canReply' | 'onReply'>) => (
  <div className={classes.tools}>
    {canReply && message.direction !== 'note' && message.deletedAt === null ? (
      <IconButton name={t('bubble.reply')} onClick={() => onReply(message)}>
        <IconArrowBackUp size={15} />
      </IconButton>
    ) : null}
    {message.text === '' ? null : (
      <IconButton name={t('bubble.copy')} onClick={() => void copy(message.text)}>
        <IconCopy size={15} />
      </IconButton>
    )}
  </div>
)

const copy = async (text: string): Promise<void> => {
  if (!(await copyText(text))) sayTrouble(t('settings.access.notCopied'))
}

/** Files and pictures alone need no bubble around them, and cards bring their own. */
const isBare = (message: MessageView, album: readonly MessageView[]): boolean =>
  message.direction !== 'note' &&
  message.replyTo === null &&
  message.forwardedFrom === null &&
  ((message.content?.type === 'cards' && message.deletedAt === null) ||
    (message.attachments.length > 0 && [message, ...album].every(one => one.text === '' || one.kind === 'sticker')))

const Quote = ({ message, onQuote }: { message: MessageView; onQuote: (messageId: string) => void }) => {
  const quote = message.replyTo
  if (quote === null) return null
  const { messageId } = quote
  const words = (
    <span dir="auto" className={classes.quoteText}>
      {quote.excerpt || t('bubble.quoted')}
    </span>
  )
  return messageId === null ? (
    <span className={classes.quote}>{words}</span>
  ) : (
    <button type="button" className={classes.quote} onClick={() => onQuote(messageId)} title={t('bubble.toQuoted')}>
      {words}
    </button>
  )
}
