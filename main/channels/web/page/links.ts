// Finds web addresses in a text. Only http and https ever become links; everything else stays the text it is. Pure.

export interface Piece {
  /** Where in the text it begins. */
  readonly at: number
  readonly text: string
  /** Set when the piece is a link. */
  readonly href?: string
}

const address = /\bhttps?:\/\/[^\s<>"'`]+/giu
/** What ends a sentence and not an address. */
const tail = /[.,;:!?)\]}»”’]+$/u

export const piecesOf = (text: string): Piece[] => {
  const pieces: Piece[] = []
  let from = 0
  for (const { 0: match, index } of text.matchAll(address)) {
    const href = closeBrackets(match)
    if (!isWebAddress(href)) continue
    if (index > from) pieces.push({ at: from, text: text.slice(from, index) })
    pieces.push({ at: index, text: href, href })
    from = index + href.length
  }
  if (from < text.length) pieces.push({ at: from, text: text.slice(from) })
  return pieces
}

/** "(see https://x.example/a_(b))" ends in a bracket of the address and one of the sentence. */
const closeBrackets = (match: string): string => {
  const cut = match.replace(tail, '')
  const opens = cut.split('(').length - cut.split(')').length
  return opens > 0 && match[cut.length] === ')' ? match.slice(0, cut.length + 1) : cut
}

const isWebAddress = (text: string): boolean => {
  try {
    const { protocol, hostname } = new URL(text)
    return (protocol === 'https:' || protocol === 'http:') && hostname !== ''
  } catch {
    return false
  }
}
