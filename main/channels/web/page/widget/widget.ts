// widget.js: one script tag on any site. A button that opens the chat page in a frame, with the number of unread answers.
//   <script src="https://chat.example/widget.js" data-channel="ID" data-color="#2f5bea" data-side="left" async></script>
// Lives in a shadow root, so that the site's styles and ours do not meet; sets no cookie and reads nothing of the site.
import type { FromSite, ToSite } from '../frame.ts'
import { label, phrase } from './phrases.ts'
import { styles } from './styles.ts'

const script = document.currentScript as HTMLScriptElement | null

const start = (tag: HTMLScriptElement): void => {
  const home = new URL('.', tag.src)
  const { channel, color, side, title } = tag.dataset
  const key = `parley-widget:${channel ?? ''}`
  const page = new URL('chat', home)
  page.searchParams.set('widget', '1')
  if (channel) page.searchParams.set('channel', channel)
  if (color) page.searchParams.set('color', color.replace('#', ''))

  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  const isColor = color !== undefined && /^#?[0-9a-f]{6}$/i.test(color)
  if (isColor) host.style.setProperty('--accent', `#${color.replace('#', '')}`)
  if (isColor) host.style.setProperty('--ink', isLight(color.replace('#', '')) ? '#000' : '#fff')
  host.dataset.side = side === 'left' ? 'left' : 'right'

  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'launcher'
  const sign = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  sign.setAttribute('viewBox', '0 0 24 24')
  sign.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  sign.append(path)
  const badge = document.createElement('span')
  badge.className = 'badge'
  badge.hidden = true
  button.append(sign, badge)

  let frame: HTMLIFrameElement | null = null
  let isLoaded = false
  let isOpen = false
  let unread = 0
  /** Opened by hand: the visitor wants to write. */
  let takesFocus = false

  const draw = () => {
    path.setAttribute(
      'd',
      isOpen ? 'M6 6l12 12M18 6L6 18' : 'M21 12a8 8 0 0 1-11.6 7.2L4 20.5l1.4-4.9A8 8 0 1 1 21 12z',
    )
    button.setAttribute('aria-expanded', String(isOpen))
    button.setAttribute('aria-label', label(isOpen, unread))
    badge.textContent = unread > 99 ? '99+' : String(unread)
    badge.hidden = isOpen || unread === 0
    host.dataset.open = String(isOpen)
  }
  const tell = (message: FromSite) => {
    if (isLoaded) frame?.contentWindow?.postMessage(message, home.origin)
  }
  const load = () => {
    if (frame) return
    frame = document.createElement('iframe')
    frame.title = title ?? phrase.chat
    frame.src = page.href
    frame.allow = 'clipboard-write'
    frame.addEventListener('load', () => {
      isLoaded = true
      if (isOpen && takesFocus) tell({ parley: 'shown' })
    })
    root.prepend(frame)
  }
  const open = (takeFocus: boolean) => {
    isOpen = true
    takesFocus = takeFocus
    remember(`${key}:open`, 'yes')
    load()
    draw()
    if (!takeFocus) return
    frame?.focus()
    tell({ parley: 'shown' })
  }
  const close = () => {
    if (!isOpen) return
    isOpen = false
    remember(`${key}:open`, null)
    draw()
    button.focus()
  }

  button.addEventListener('click', () => (isOpen ? close() : open(true)))
  root.addEventListener('keydown', event => {
    if ((event as KeyboardEvent).key === 'Escape') close()
  })
  addEventListener('message', (event: MessageEvent<ToSite | null>) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== home.origin) return
    const message = event.data
    if (message?.parley === 'close') close()
    if (message?.parley === 'started') remember(`${key}:started`, 'yes')
    if (message?.parley === 'unread' && Number.isInteger(message.count)) {
      unread = message.count
      draw()
    }
  })

  draw()
  root.append(button)
  document.body.append(host)
  // One who has spoken before gets to know of answers without opening anything; others cost us and them nothing.
  if (recall(`${key}:open`) && matchMedia('(min-width: 500px)').matches) open(false)
  else if (recall(`${key}:started`)) load()
}

const remember = (key: string, value: string | null): void => {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // Then it is closed again on the next page.
  }
}

const recall = (key: string): boolean => {
  try {
    return localStorage.getItem(key) !== null
  } catch {
    return false
  }
}

/** Rough, but enough to choose black or white for a sign. */
const isLight = (color: string): boolean => {
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map(from => Number.parseInt(color.slice(from, from + 2), 16))
  return 0.299 * r + 0.587 * g + 0.114 * b > 160
}

if (script?.src) {
  if (document.body) start(script)
  else addEventListener('DOMContentLoaded', () => start(script))
}
