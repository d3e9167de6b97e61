/** @jsxImportSource preact */
// The customer's page: where its parts meet. Built by esbuild into out/customer (see build.md), served at /chat.
import { render } from 'preact'
import { chime, titleWith } from './alerts.ts'
import './chat.css'
import { onShown, tellSite } from './frame.ts'
import { createKeeper } from './keeper.ts'
import { App } from './parts/App.tsx'
import { Talk } from './talk.ts'
import { language, words } from './words/words.ts'

const { dataset } = document.documentElement
const channel = dataset.channel ?? ''
const isWidget = dataset.widget === 'yes'
const root = document.getElementById('chat')
const title = root?.dataset.title ?? ''
document.documentElement.lang = language
document.documentElement.dir = words.direction

const keeper = createKeeper(channel)
const address = new URL('chat/socket', location.href)
address.protocol = address.protocol.replace('http', 'ws')

/** On screen now: in a closed widget the page is there but nobody sees it. */
const isInSight = () => document.visibilityState === 'visible' && document.documentElement.clientHeight > 0

const talk = new Talk({
  url: address.href,
  channel,
  keeper,
  arrived() {
    if (!isInSight() && !keeper.soundOff) void chime()
  },
  started: () => tellSite({ parley: 'started' }),
})

let unread = -1
talk.follow(() => {
  const now = talk.picture.unread
  if (now === unread) return
  unread = now
  document.title = titleWith(talk.picture.texts?.title ?? title, unread)
  if (isWidget) tellSite({ parley: 'unread', count: unread })
})

// Only a file that is still on its way is lost with the page; everything else is kept.
addEventListener('beforeunload', event => {
  if (talk.isUploading) event.preventDefault()
})
// A file that misses the page must not replace it.
for (const type of ['dragover', 'drop']) addEventListener(type, event => event.preventDefault())

if (isWidget) {
  onShown(() => document.querySelector<HTMLElement>('#message')?.focus())
  addEventListener('keydown', event => {
    const isInside = document.querySelector('dialog[open], [popover]:popover-open') !== null
    if (event.key === 'Escape' && !isInside && !event.isComposing) tellSite({ parley: 'close' })
  })
}

if (root) {
  root.textContent = ''
  render(<App talk={talk} keeper={keeper} title={title} isWidget={isWidget} />, root)
}
talk.start()
