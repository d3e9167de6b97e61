/** @jsxImportSource preact */
// Where the visitor writes: the draft is kept, files are chosen, dropped or pasted, Enter sends.
import type { TargetedClipboardEvent, TargetedKeyboardEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Keeper } from '../keeper.ts'
import type { Texts } from '../picture.ts'
import type { Talk } from '../talk.ts'
import { words } from '../words/words.ts'
import { Attach, Close, Send } from './Icons.tsx'

interface Props {
  readonly talk: Talk
  readonly keeper: Keeper
  readonly texts: Texts | null
  /** Files that were dropped on the page. */
  readonly dropped: readonly File[]
  readonly isStopped: boolean
}

/** How near to the greatest length the visitor is told how much is left. */
const countdownFrom = 500
const megabyte = 1024 * 1024

export const Composer = ({ talk, keeper, texts, dropped, isStopped }: Props) => {
  const [text, setText] = useState(keeper.draft)
  const [files, setFiles] = useState<readonly File[]>([])
  const [complaint, setComplaint] = useState<string | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const left = (texts?.maxTextLength ?? 10_000) - text.length
  const maxFileSize = texts?.maxFileSize ?? 0
  const canSend = !isStopped && left >= 0 && (text.trim() !== '' || files.length > 0)

  const attach = (more: readonly File[]) => {
    const wrong = more.map(file => complaintOf(file, maxFileSize)).find(sentence => sentence !== null)
    setComplaint(wrong ?? null)
    setFiles(before => [...before, ...more.filter(file => complaintOf(file, maxFileSize) === null)])
    area.current?.focus()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: each drop is a new list, taken once
  useEffect(() => {
    if (dropped.length > 0) attach(dropped)
  }, [dropped])

  const write = (now: string) => {
    setText(now)
    keeper.draft = now
  }
  const send = (event?: Event) => {
    event?.preventDefault()
    if (!canSend) return
    talk.say(text.trim(), files)
    write('')
    setFiles([])
    setComplaint(null)
    area.current?.focus()
  }
  const keyed = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    // On a phone Enter begins a new line; while a word is being composed it belongs to the word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer: coarse)').matches) return
    send(event)
  }
  const pasted = (event: TargetedClipboardEvent<HTMLTextAreaElement>) => {
    const pictures = [...(event.clipboardData?.files ?? [])]
    if (pictures.length === 0 || maxFileSize === 0) return
    event.preventDefault()
    attach(pictures)
  }

  return (
    <form class="composer" onSubmit={send}>
      {complaint && (
        <p class="complaint" role="alert">
          {complaint}
        </p>
      )}
      {files.length > 0 && (
        <ul class="chosen">
          {files.map(file => (
            <li key={`${file.name}:${file.size}:${file.lastModified}`}>
              <bdi>{file.name}</bdi>
              <button
                type="button"
                aria-label={words.removeFile(file.name)}
                onClick={() => setFiles(files.filter(one => one !== file))}
              >
                <Close />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="box">
        <label class="unseen" for="message">
          {words.write}
        </label>
        <textarea
          id="message"
          ref={area}
          rows={1}
          dir="auto"
          value={text}
          placeholder={words.writeHere}
          enterkeyhint="send"
          aria-describedby="message-notes"
          onInput={event => {
            write(event.currentTarget.value)
            talk.typing(event.currentTarget.value)
          }}
          onKeyDown={keyed}
          onPaste={pasted}
        />
        {maxFileSize > 0 && (
          <label class="icon attach" title={words.attach}>
            <Attach />
            <input
              type="file"
              class="unseen"
              multiple
              aria-label={words.attach}
              onChange={event => {
                attach([...(event.currentTarget.files ?? [])])
                event.currentTarget.value = ''
              }}
            />
          </label>
        )}
        <button type="submit" class="send" disabled={!canSend} aria-label={words.send} title={words.send}>
          <Send />
        </button>
      </div>
      <p id="message-notes" class={left < 0 ? 'notes failed' : 'notes'}>
        {left < countdownFrom ? words.charactersLeft(left) : texts?.typingPreview ? words.seenWhileTyping : ''}
      </p>
    </form>
  )
}

const complaintOf = (file: File, maxSize: number): string | null => {
  if (file.size === 0) return words.emptyFile(file.name)
  return file.size > maxSize ? words.tooLargeFile(file.name, Math.floor(maxSize / megabyte)) : null
}
