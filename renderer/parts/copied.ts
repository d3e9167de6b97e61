// Copies a text to the clipboard, where the browser lets us; a button says for a moment that it did.
import { useEffect, useState } from 'react'

/** `failed`: what to do when the browser does not let us. */
export const useCopied = (failed: () => void): [isCopied: boolean, copy: (text: string) => void] => {
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 4_000)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async (text: string) => ((await copyText(text)) ? setCopied(true) : failed())
  return [isCopied, text => void copy(text)]
}

/** False: the browser did not let us. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    // A page that came over plain http from another machine has no clipboard at all.
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
