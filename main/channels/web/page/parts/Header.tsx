/** @jsxImportSource preact */
// The top of the page: whose chat it is, who is here, and what else can be done.
import { useRef, useState } from 'preact/hooks'
import { tellSite } from '../frame.ts'
import type { Keeper } from '../keeper.ts'
import type { Picture } from '../picture.ts'
import { words } from '../words/words.ts'
import { Close, More, Sound } from './Icons.tsx'

interface Props {
  readonly title: string
  readonly picture: Picture
  readonly keeper: Keeper
  readonly isWidget: boolean
  /** Null: this chat does not ask. */
  readonly onAbout: (() => void) | null
  readonly onEnd: () => void
}

export const Header = ({ title, picture, keeper, isWidget, onAbout, onEnd }: Props) => {
  const [isSoundOff, setSoundOff] = useState(keeper.soundOff)
  const menu = useRef<HTMLDivElement>(null)
  const ending = useRef<HTMLDialogElement>(null)
  const { conversation, connection } = picture
  const choose = (act: () => void) => () => {
    menu.current?.hidePopover()
    act()
  }
  return (
    <header class="header">
      <div class="heading">
        <h1 dir="auto">{title}</h1>
        <p class="presence">
          <span class={isHere(picture) ? 'dot on' : 'dot'} />
          <bdi>{presence(picture)}</bdi>
        </p>
      </div>
      <button type="button" class="icon" popovertarget="menu" aria-label={words.menu} title={words.menu}>
        <More />
      </button>
      {isWidget && (
        <button
          type="button"
          class="icon"
          aria-label={words.close}
          title={words.close}
          onClick={() => tellSite({ parley: 'close' })}
        >
          <Close />
        </button>
      )}
      <div id="menu" class="menu" popover="auto" ref={menu}>
        {onAbout && (
          <button type="button" onClick={choose(onAbout)}>
            {words.aboutYou}
          </button>
        )}
        <button
          type="button"
          aria-pressed={!isSoundOff}
          onClick={() => {
            keeper.soundOff = !isSoundOff
            setSoundOff(!isSoundOff)
          }}
        >
          <Sound isOff={isSoundOff} />
          {isSoundOff ? words.soundOff : words.soundOn}
        </button>
        {conversation.chat && connection === 'online' && (
          <button type="button" onClick={choose(() => ending.current?.showModal())}>
            {words.end}
          </button>
        )}
      </div>
      <dialog ref={ending} class="dialog" aria-labelledby="end-title">
        <form method="dialog">
          <h2 id="end-title">{words.endSure}</h2>
          <p>{words.endWhy}</p>
          <div class="choices">
            <button type="submit" class="button">
              {words.keepIt}
            </button>
            <button type="submit" class="button main" onClick={onEnd}>
              {words.endIt}
            </button>
          </div>
        </form>
      </dialog>
    </header>
  )
}

const isHere = ({ conversation: { chat, here }, connection }: Picture) =>
  connection === 'online' && (here || chat?.status === 'active')

const presence = ({ conversation: { chat, here }, connection }: Picture): string => {
  if (connection === 'connecting') return words.connecting
  if (connection !== 'online') return words.notConnected
  if (chat?.status === 'active' && chat.agentName) return words.isHere(chat.agentName)
  return here ? words.here : words.nobodyHere
}
