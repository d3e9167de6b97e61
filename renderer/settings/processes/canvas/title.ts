// What an element is called: by its name, or by what it is.
import { type Element, textIn } from './element.ts'
import { pieceAt } from './pieces.ts'

export const titleOf = (element: Element): string => {
  const name = textIn(element.businessObject, 'name').trim().replace(/\s+/gu, ' ')
  return name === '' ? kindTitle(element) : name
}

/** "Exclusive gateway" for what is not offered here but drawn by another tool. */
export const kindTitle = (element: Element): string => {
  const words = element.type
    .replace(/^[^:]*:/u, '')
    .replace(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase()
  return pieceAt(element.businessObject)?.caption ?? words.charAt(0).toUpperCase() + words.slice(1)
}
