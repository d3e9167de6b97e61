/** @jsxImportSource preact */
// Cards and quick replies of ours, with the buttons that the visitor can press.
import { useState } from 'preact/hooks'
import { hrefOf, isWeb } from '../../../../domain/content/addresses.ts'
import { isPressed, type RichButton, type RichContent, type RichElement } from '../../../../domain/message-content.ts'
import { words } from '../words/words.ts'
import { LinkedText } from './LinkedText.tsx'

interface Props {
  readonly content: RichContent
  readonly onPress: (button: RichButton) => void
}

export const Cards = ({ content, onPress }: Props) => {
  const { type, elements, pressed } = content
  // One of several answers is given once.
  const isAnswered = type === 'quickReplies' && pressed.length > 0
  const buttonsOf = ({ buttons }: RichElement) => (
    <ul class="replies">
      {buttons.map((button, i) => (
        // Buttons and elements of a message never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={i}>
          <Choice
            button={button}
            isPressed={isPressed(content, button)}
            isOver={isAnswered}
            onPress={() => onPress(button)}
          />
        </li>
      ))}
    </ul>
  )
  if (type !== 'cards')
    return (
      <>
        {elements.map((element, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <div key={i} class="plain-card">
            {(element.title || element.subtitle || element.image) && (
              <div class={type === 'sticker' ? 'sticker' : 'bubble'} dir="auto">
                <CardWords element={element} />
              </div>
            )}
            {element.buttons.length > 0 && buttonsOf(element)}
          </div>
        ))}
      </>
    )
  return (
    // Several stand in a row that scrolls, also for those who have a keyboard only.
    <ul class="cards" aria-label={words.cards} tabIndex={elements.length > 1 ? 0 : undefined}>
      {elements.map((element, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <li key={i} class="card">
          <CardWords element={element} />
          {element.buttons.length > 0 && buttonsOf(element)}
        </li>
      ))}
    </ul>
  )
}

const CardWords = ({ element: { title, subtitle, image } }: { readonly element: RichElement }) => (
  <>
    {image && /^https:/i.test(image.url) && isWeb(image.url) && <Picture image={image} />}
    {title && (
      <p class="card-title" dir="auto">
        <LinkedText text={title} />
      </p>
    )}
    {subtitle && (
      <p class="card-subtitle" dir="auto">
        <LinkedText text={subtitle} />
      </p>
    )}
  </>
)

/** One that does not come leaves its name, and no empty frame. */
const Picture = ({ image }: { readonly image: NonNullable<RichElement['image']> }) => {
  const [isMissing, setMissing] = useState(false)
  const name = image.alternativeText || image.name || words.picture
  if (isMissing) return <p class="card-subtitle">{name}</p>
  return (
    <img
      class="card-picture"
      src={image.url}
      alt={name}
      width={image.width ?? undefined}
      height={image.height ?? undefined}
      loading="lazy"
      referrerpolicy="no-referrer"
      onError={() => setMissing(true)}
    />
  )
}

interface ChoiceProps {
  readonly button: RichButton
  readonly isPressed: boolean
  readonly isOver: boolean
  readonly onPress: () => void
}

const Choice = ({ button, isPressed, isOver, onPress }: ChoiceProps) => {
  const href = hrefOf(button)
  const look = isPressed ? 'reply pressed' : 'reply'
  const text = <bdi>{button.text}</bdi>
  if (href?.startsWith('tel:'))
    return (
      <a class={look} href={href} onClick={onPress}>
        {text}
      </a>
    )
  if (href !== null)
    return (
      <a class={look} href={href} target="_blank" rel="noopener noreferrer nofollow" onClick={onPress}>
        {text}
        <span aria-hidden="true">↗</span>
        <span class="unseen">{words.opensNewTab}</span>
      </a>
    )
  return (
    <button type="button" class={look} aria-pressed={isPressed} disabled={isOver} onClick={onPress}>
      {text}
    </button>
  )
}
