// A stranger's text with its web addresses made into links; everything else stays text.
import { Fragment, type ReactNode } from 'react'

const address = /\bhttps?:\/\/[^\s<>"'`]+/giu
/** Signs that end a sentence rather than an address. */
const ending = /[.,;:!?)\]}»”’]+$/u

export const linked = (text: string): ReactNode => {
  const parts: ReactNode[] = []
  let from = 0
  for (const match of text.matchAll(address)) {
    const whole = match[0]
    const tail = ending.exec(whole)?.[0] ?? ''
    const url = tail === '' || (tail.startsWith(')') && whole.includes('(')) ? whole : whole.slice(0, -tail.length)
    if (!URL.canParse(url)) continue
    parts.push(text.slice(from, match.index))
    parts.push(
      <a key={match.index} href={url} target="_blank" rel="noopener noreferrer nofollow">
        {url}
      </a>,
    )
    from = match.index + url.length
  }
  if (parts.length === 0) return text
  return (
    <Fragment>
      {parts}
      {text.slice(from)}
    </Fragment>
  )
}
