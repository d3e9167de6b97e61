// clipboard: one of our own, so that a test leaves the clipboard of whoever runs it alone.
import { loud } from '../loud.ts'

let text = ''

export const clipboard = loud('clipboard', {
  readText: () => text,
  writeText(next: string) {
    text = next
  },
  clear() {
    text = ''
  },
})
