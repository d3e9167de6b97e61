// Cards side by side, with the buttons that the customer has: those that lead somewhere can be opened here, and those that
// were pressed stand out. Pictures lie on strangers' servers, which learn of an agent only when that agent opens one.
import { IconCheck, IconExternalLink, IconMessage, IconPhone, IconPhoto, IconPointer, IconX } from '@tabler/icons-react'
import { hrefOf, isWeb } from '../../../../main/domain/content/addresses.ts'
import type { ContentView } from '../../../../preload/views.ts'
import { t } from '../../../words/words.ts'
import { linked } from '../linked.tsx'
import classes from './Content.module.css'

type Rich = Extract<ContentView, { elements: unknown }>
type Element = Rich['elements'][number]
type Button = Element['buttons'][number]

export const Cards = ({ content }: { readonly content: Rich }) => (
  <ul className={content.type === 'cards' ? classes.cards : classes.plain} aria-label={t(`rich.${content.type}`)}>
    {content.elements.map((element, i) => (
      // Elements of a message never change places.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <li key={i} className={content.type === 'cards' ? classes.card : classes.plainCard}>
        <Words element={element} />
        {element.buttons.length === 0 ? null : (
          <ul className={classes.buttons} aria-label={t('rich.buttons')}>
            {element.buttons.map((button, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <li key={j}>
                <ButtonMark button={button} isPressed={content.pressed.some(it => it.buttonId === button.postbackId)} />
              </li>
            ))}
          </ul>
        )}
      </li>
    ))}
  </ul>
)

const Words = ({ element: { title, subtitle, image } }: { readonly element: Element }) => (
  <>
    {image === null ? null : <Picture image={image} />}
    {title === '' ? null : (
      <b className={classes.title} dir="auto">
        {linked(title)}
      </b>
    )}
    {subtitle === '' ? null : (
      <span className={classes.subtitle} dir="auto">
        {linked(subtitle)}
      </span>
    )}
  </>
)

const Picture = ({ image }: { readonly image: NonNullable<Element['image']> }) => {
  const name = image.alternativeText || image.name || t('rich.picture')
  if (!isWeb(image.url)) return <span className={classes.picture}>{name}</span>
  return (
    <a className={classes.picture} href={image.url} target="_blank" rel="noopener noreferrer nofollow">
      <IconPhoto size={18} aria-hidden />
      <span className={classes.pictureWords}>
        <span dir="auto">{name}</span>
        <span className={classes.host}>{t('rich.openPicture', { host: new URL(image.url).host })}</span>
      </span>
    </a>
  )
}

const ButtonMark = ({ button, isPressed }: { readonly button: Button; readonly isPressed: boolean }) => {
  const href = button.type === 'phone' ? null : hrefOf(button)
  const look = `${classes.button} ${isPressed ? classes.pressed : ''}`
  const said = button.type === 'phone' || (button.type === 'message' && button.value !== button.text)
  const body = (
    <>
      {isPressed ? <IconCheck size={14} aria-hidden /> : <TypeIcon type={button.type} />}
      <span dir="auto">{button.text}</span>
      {said && button.value !== '' ? (
        <span className={classes.value} dir="auto">
          {button.value}
        </span>
      ) : null}
      {isPressed ? <span className="unseen">{t('rich.pressed')}</span> : null}
    </>
  )
  if (href === null) return <span className={look}>{body}</span>
  return (
    <a className={look} href={href} title={href} target="_blank" rel="noopener noreferrer nofollow">
      {body}
    </a>
  )
}

const icons = {
  message: IconMessage,
  url: IconExternalLink,
  webview: IconExternalLink,
  phone: IconPhone,
  cancel: IconX,
  postback: IconPointer,
} as const

const TypeIcon = ({ type }: { readonly type: Button['type'] }) => {
  const Icon = icons[type]
  return <Icon size={14} aria-hidden />
}
