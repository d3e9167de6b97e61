// What a message holds, by its kind: text, pictures, files, sound, places, cards, polls.
import { IconMapPin, IconUser } from '@tabler/icons-react'
import { assertNever } from '../../../main/domain/assert-never.ts'
import { contentInWords } from '../../../main/domain/content/in-words.ts'
import type { MessageView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'
import { Attachments } from './Attachments.tsx'
import classes from './Bubble.module.css'
import { MessageContent } from './content/MessageContent.tsx'
import { linked } from './linked.tsx'

export const Content = ({ message, album }: { message: MessageView; album: readonly MessageView[] }) => {
  const attachments = [message, ...album].flatMap(one => one.attachments)
  // Of what is deleted only the words are left to see.
  const content = message.deletedAt === null ? message.content : null
  const words = content === null ? '' : contentInWords(content)
  const captions = [message, ...album].map(one => one.text).filter(text => text !== '' && text !== words)
  if (message.deletedAt !== null && captions.length === 0 && attachments.length === 0)
    return <div className={classes.gone}>{t('bubble.deletedWhole')}</div>
  return (
    <>
      {attachments.length === 0 ? null : <Attachments attachments={attachments} />}
      <Special message={message} />
      {content === null ? null : <MessageContent content={content} />}
      {captions.map((text, i) => (
        // Captions of one album never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Text key={i} message={message} text={text} />
      ))}
    </>
  )
}

const Text = ({ message, text }: { message: MessageView; text: string }) => {
  if (message.kind === 'sticker' && message.attachments.some(one => one.url !== null)) return null
  if (message.kind === 'location' && message.place !== null) return null
  if (message.kind === 'contact' && message.card !== null) return null
  if (message.kind === 'unsupported') return <div className={classes.unsupported}>{linked(text)}</div>
  const large = message.kind === 'dice' || message.kind === 'sticker' || isOnlyEmoji(text)
  return (
    <div className={`${classes.text} ${large ? classes.large : ''}`} dir="auto">
      {linked(text)}
    </div>
  )
}

/** One to three emoji and nothing else: shown large, as every messenger does. */
const isOnlyEmoji = (text: string): boolean => text.length <= 24 && /^\p{RGI_Emoji}{1,3}$/v.test(text)

const Special = ({ message }: { message: MessageView }) => {
  switch (message.kind) {
    case 'location':
      return message.place === null ? null : <Location place={message.place} />
    case 'contact':
      return message.card === null ? null : (
        <div className={classes.card}>
          <IconUser size={18} aria-hidden />
          <span>
            <b dir="auto">{message.card.name}</b>
            {[message.card.phone, message.card.email].filter(Boolean).map(one => (
              <span key={one} className={classes.cardLine}>
                {one}
              </span>
            ))}
          </span>
        </div>
      )
    case 'poll':
      return (
        <ul className={classes.options} aria-label={t('kind.poll')}>
          {message.options.map((option, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two options of a poll may read alike
            <li key={i} dir="auto">
              {option}
            </li>
          ))}
        </ul>
      )
    case 'button':
      return <div className={classes.forwarded}>{t('bubble.pressed')}</div>
    case 'text':
    case 'photo':
    case 'video':
    case 'voice':
    case 'audio':
    case 'document':
    case 'sticker':
    case 'animation':
    case 'dice':
    case 'unsupported':
      return null
    default:
      return assertNever(message.kind)
  }
}

const Location = ({ place }: { place: NonNullable<MessageView['place']> }) => {
  const { latitude, longitude } = place
  const where = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
  const url = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`
  return (
    <a className={classes.card} href={url} target="_blank" rel="noopener noreferrer">
      <IconMapPin size={18} aria-hidden />
      <span>
        <b dir="auto">{place.title ?? t('kind.location')}</b>
        <span className={classes.cardLine} dir="auto">
          {place.address ?? where}
        </span>
      </span>
    </a>
  )
}
