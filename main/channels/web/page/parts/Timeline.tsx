/** @jsxImportSource preact */
// The conversation from its beginning, as far as it was loaded, to the newest; stays at the newest unless the visitor reads
// above, loads older pages on the way up, and tells what was on screen.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Keeper } from '../keeper.ts'
import type { Picture } from '../picture.ts'
import { rowsOf } from '../rows.ts'
import type { Talk } from '../talk.ts'
import { words } from '../words/words.ts'
import { Row } from './Row.tsx'

interface Props {
  readonly talk: Talk
  readonly keeper: Keeper
  readonly picture: Picture
}

/** So near to the end counts as there. */
const nearPixels = 60

export const Timeline = ({ talk, keeper, picture }: Props) => {
  const { conversation, unsent, texts, typing, loadingOlder, unread } = picture
  const box = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const fromEnd = useRef(0)
  const lastTop = useRef(0)
  const [showsJump, setShowsJump] = useState(false)
  const firstId = conversation.messages[0]?.id
  const unsentCount = unsent.length

  const toEnd = () => {
    isAtEnd.current = true
    setShowsJump(false)
    box.current?.scrollTo({ top: box.current.scrollHeight })
  }

  // What is written goes to the end; what is loaded above leaves what is read where it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message of one's own always scrolls
  useLayoutEffect(() => toEnd(), [unsentCount > 0 && unsent.at(-1)?.clientId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new first message means that something was put above
  useLayoutEffect(() => {
    const element = box.current
    if (element) element.scrollTop = isAtEnd.current ? element.scrollHeight : element.scrollHeight - fromEnd.current
  }, [firstId])

  useEffect(() => {
    if (!content.current || !box.current) return
    // New lines, pictures that arrive, a keyboard that opens: all of them change a size.
    const sizes = new ResizeObserver(() => {
      if (isAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight })
    })
    sizes.observe(content.current)
    sizes.observe(box.current)
    return () => sizes.disconnect()
  }, [])

  useEffect(() => {
    if (!content.current) return
    const eyes = new IntersectionObserver(
      entries => {
        for (const { isIntersecting, target } of entries) {
          const id = (target as HTMLElement).dataset.theirs
          if (isIntersecting && id && document.visibilityState === 'visible') talk.sawUpTo(id)
        }
      },
      { threshold: 0.5 },
    )
    const look = () => {
      eyes.disconnect()
      for (const element of content.current?.querySelectorAll('[data-theirs]') ?? []) eyes.observe(element)
    }
    const changes = new MutationObserver(look)
    changes.observe(content.current, { childList: true, subtree: true })
    document.addEventListener('visibilitychange', look)
    look()
    return () => {
      eyes.disconnect()
      changes.disconnect()
      document.removeEventListener('visibilitychange', look)
    }
  }, [talk])

  const scrolled = () => {
    const element = box.current
    if (!element) return
    fromEnd.current = element.scrollHeight - element.scrollTop
    const below = fromEnd.current - element.clientHeight
    // Only the visitor scrolls up; that the end has moved on in the meantime is no reason to stay behind.
    if (below < nearPixels) isAtEnd.current = true
    else if (element.scrollTop < lastTop.current) isAtEnd.current = false
    lastTop.current = element.scrollTop
    setShowsJump(below > element.clientHeight)
    if (element.scrollTop < element.clientHeight) talk.older()
  }

  const now = Date.now()
  return (
    <div class="timeline-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: one must be able to scroll it by keyboard */}
      <section class="timeline" aria-label={words.conversation} tabIndex={0} ref={box} onScroll={scrolled}>
        <div ref={content} class="content">
          {conversation.hasOlder && <p class="line">{loadingOlder ? words.olderLoading : '\u00a0'}</p>}
          {!conversation.hasOlder && texts?.greeting && (
            <div class="message theirs greeting">
              <div class="bubble" dir="auto">
                {texts.greeting}
              </div>
            </div>
          )}
          {rowsOf(conversation, unsent, now).map(row => (
            <Row key={row.key} row={row} talk={talk} keeper={keeper} isOnline={picture.connection === 'online'} />
          ))}
          {typing && (
            <p class="typing">
              <bdi>{words.typing(typing)}</bdi>
              <span class="dots" aria-hidden="true">
                <i />
                <i />
                <i />
              </span>
            </p>
          )}
        </div>
      </section>
      {(showsJump || (unread > 0 && !isAtEnd.current)) && (
        <button type="button" class="jump" onClick={toEnd}>
          {words.toNewest(unread)} ↓
        </button>
      )}
      <Announcer picture={picture} />
    </div>
  )
}

/** Reads out what comes in while the page is open; what was there before is for those who go and read it. */
const Announcer = ({ picture }: { picture: Picture }) => {
  const newest = picture.conversation.messages.findLast(message => !message.mine)
  const known = useRef<string | null | undefined>(undefined)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (picture.texts === null) return
    const id = newest?.id ?? null
    const isFirstLook = known.current === undefined
    if (id === known.current) return
    known.current = id
    if (isFirstLook || !newest) return
    const text = newest.text || (newest.attachments[0]?.name ?? words.file)
    setSaid(words.says(newest.authorName ?? words.somebody, text))
  }, [newest, picture.texts])
  return (
    <p class="unseen" aria-live="polite">
      {said}
    </p>
  )
}
