// Our drawings as markup, for the parts of the canvas that React does not draw.
import type { Icon } from '@tabler/icons-react'
import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

const drawn = new Map<string, string>()

/** `size` in pixels. Takes the colour of the text around it. */
export const signHtml = (Sign: Icon, size: number): string => {
  const key = `${Sign.displayName}/${size}`
  const known = drawn.get(key)
  if (known !== undefined) return known
  const box = document.createElement('div')
  const root = createRoot(box)
  flushSync(() => root.render(createElement(Sign, { size, stroke: 1.7, 'aria-hidden': true })))
  const html = box.innerHTML
  root.unmount()
  drawn.set(key, html)
  return html
}
