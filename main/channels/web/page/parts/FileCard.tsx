/** @jsxImportSource preact */
// A file in the conversation: a picture is shown and can be enlarged, everything else is a card that saves it.
import { useEffect, useRef, useState } from 'preact/hooks'
import { fetchFile, isPicture, saveFile } from '../uploads.ts'
import { sizeOf, words } from '../words/words.ts'
import { Close } from './Icons.tsx'

interface Props {
  readonly file: {
    readonly id: string
    readonly name: string
    readonly mime: string
    readonly size: number | null
    readonly width: number | null
    readonly height: number | null
  }
  readonly token: string
  /** The visitor's own file, while this page still has it. */
  readonly source?: File
  /** Of the upload, 0 to 1. */
  readonly progress?: number
}

/** Larger pictures are fetched only when somebody asks for them. */
const largestPreview = 8 * 1024 * 1024

export const FileCard = ({ file, token, source, progress = 1 }: Props) => {
  const { id, name, mime, size, width, height } = file
  const mayPreview = isPicture(mime) && (size ?? 0) <= largestPreview
  const [picture, setPicture] = useState<string | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const large = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    if (!mayPreview || !place.current) return
    let url: string | null = null
    let isGone = false
    const show = (bytes: Blob | null) => {
      if (isGone || !bytes) return
      url = URL.createObjectURL(new Blob([bytes], { type: mime }))
      setPicture(url)
    }
    // Not before it comes into sight.
    const sight = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting)) return
      sight.disconnect()
      if (source) show(source)
      else if (id) void fetchFile(id, token).then(show)
    })
    sight.observe(place.current)
    return () => {
      isGone = true
      sight.disconnect()
      if (url) URL.revokeObjectURL(url)
    }
  }, [id, mime, mayPreview, source, token])

  const save = async () => {
    const bytes = source ?? (await fetchFile(id, token))
    setFailed(bytes === null)
    if (bytes) saveFile(bytes, name)
  }

  return (
    <div ref={place} class="file-place">
      {mayPreview ? (
        <button
          type="button"
          class="picture"
          disabled={!picture}
          aria-label={words.enlarge(name)}
          onClick={() => large.current?.showModal()}
        >
          {picture ? (
            <img
              src={picture}
              alt={name}
              {...(width && height ? { width, height } : {})}
              onError={() => setPicture(null)}
            />
          ) : (
            <span class="waiting" style={{ aspectRatio: width && height ? `${width} / ${height}` : '4 / 3' }} />
          )}
        </button>
      ) : (
        <button type="button" class="file" onClick={save} disabled={!id && !source}>
          <span class="extension" aria-hidden="true">
            {extensionOf(name)}
          </span>
          <span class="unseen">{words.saveIt} </span>
          <span class="file-words">
            <bdi class="file-name">{name}</bdi>
            {size !== null && <span class="file-size">{sizeOf(size)}</span>}
          </span>
        </button>
      )}
      {progress < 1 && <progress class="progress" max={1} value={progress} aria-label={name} />}
      {hasFailed && (
        <p class="meta failed" role="alert">
          {words.fileFailed}
        </p>
      )}
      {picture && (
        <dialog ref={large} class="large" aria-label={name}>
          <form method="dialog">
            <button type="submit" class="icon" aria-label={words.closePicture}>
              <Close />
            </button>
          </form>
          <img src={picture} alt={name} />
          <button type="button" class="button" onClick={save}>
            {words.save(name)}
          </button>
        </dialog>
      )}
    </div>
  )
}

const extensionOf = (name: string): string => (/\.([a-z0-9]{1,4})$/i.exec(name)?.[1] ?? words.file).toUpperCase()
