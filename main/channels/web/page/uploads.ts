// Files over HTTP, with the visitor's pass in a header: up with progress, down as bytes that are never a page.

export interface Uploaded {
  readonly sealed: string
  readonly name: string
  readonly mime: string
  readonly size: number
}

/** `retryAfterMs` null: only the visitor can try again; 0: as soon as there is a connection. */
export interface UploadTrouble {
  readonly sentence: string
  readonly retryAfterMs: number | null
}

const root = new URL('chat/api/files', location.href.replace(/[?#].*$/, '')).href

export const upload = async (
  file: File,
  token: string,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Uploaded | UploadTrouble> => {
  const size = await pictureSize(file)
  const url = new URL(root)
  url.searchParams.set('name', file.name)
  if (size) url.searchParams.set('width', String(size.width))
  if (size) url.searchParams.set('height', String(size.height))
  return new Promise(resolve => {
    // fetch tells nothing of how far an upload is.
    const request = new XMLHttpRequest()
    const later = () => resolve({ sentence: '', retryAfterMs: 0 })
    request.open('POST', url)
    request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    request.upload.onprogress = event => onProgress(event.total ? event.loaded / event.total : 0)
    request.onerror = later
    request.onabort = later
    request.onload = () => resolve(outcome(request))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

const outcome = (request: XMLHttpRequest): Uploaded | UploadTrouble => {
  try {
    const answer = JSON.parse(request.responseText) as Record<string, unknown>
    if (request.status === 201) {
      const { file, name, mime, size } = answer
      return { sealed: String(file), name: String(name), mime: String(mime), size: Number(size) }
    }
    const again = request.status === 429 || request.status === 503
    return { sentence: String(answer.sentence), retryAfterMs: again ? Number(answer.retryAfterMs ?? 0) : null }
  } catch {
    return { sentence: '', retryAfterMs: 0 }
  }
}

/** Of a picture that browsers show, so that its place can be kept before it is there. */
const pictureSize = async (file: File): Promise<{ width: number; height: number } | null> => {
  if (!isPicture(file.type)) return null
  try {
    const picture = await createImageBitmap(file)
    const { width, height } = picture
    picture.close()
    return { width, height }
  } catch {
    return null
  }
}

/** Those that can be shown without being able to do anything; an SVG is a document. */
export const isPicture = (mime: string): boolean => /^image\/(png|jpeg|gif|webp|avif)$/.test(mime)

/** Null: not there, or not now. */
export const fetchFile = async (id: string, token: string): Promise<Blob | null> => {
  try {
    const answer = await fetch(`${root}/${encodeURIComponent(id)}`, { headers: { Authorization: `Bearer ${token}` } })
    return answer.ok ? await answer.blob() : null
  } catch {
    return null
  }
}

/** As a download: a type that no browser opens, so that a stranger's page never runs at our address. */
export const saveFile = (bytes: Blob, name: string): void => {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
