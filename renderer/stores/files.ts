// Files that are about to be sent, per chat: read, uploaded and waiting for "Send".
import { create } from 'zustand'
import { t } from '../words/words.ts'
import { ask } from './door.ts'
import { refusedBy } from './refused.ts'
import { sayTrouble } from './toasts.ts'

export interface PendingFile {
  readonly key: string
  readonly name: string
  readonly mime: string
  readonly size: number
  readonly state: 'reading' | 'uploading' | 'ready' | 'failed'
  /** 0 to 1 while reading. */
  readonly progress: number
  readonly fileId: string | null
  readonly failure: string | null
}

export const largestFile = 50 * 1024 * 1024

export const useFiles = create<{ readonly byChat: ReadonlyMap<string, readonly PendingFile[]> }>(() => ({
  byChat: new Map(),
}))

const none: readonly PendingFile[] = []

export const filesOf = (byChat: ReadonlyMap<string, readonly PendingFile[]>, chatId: string): readonly PendingFile[] =>
  byChat.get(chatId) ?? none

const change = (chatId: string, next: (files: readonly PendingFile[]) => readonly PendingFile[]): void => {
  const byChat = new Map(useFiles.getState().byChat)
  const files = next(byChat.get(chatId) ?? [])
  if (files.length === 0) byChat.delete(chatId)
  else byChat.set(chatId, files)
  useFiles.setState({ byChat })
}

const update = (chatId: string, key: string, part: Partial<PendingFile>): void =>
  change(chatId, files => files.map(file => (file.key === key ? { ...file, ...part } : file)))

const sources = new Map<string, File>()

export const addFiles = (chatId: string, files: Iterable<File>): void => {
  for (const file of files) {
    if (file.size > largestFile) {
      sayTrouble(t('files.tooLarge', { name: file.name }))
      continue
    }
    if (file.size === 0) {
      sayTrouble(t('files.empty', { name: file.name }))
      continue
    }
    const key = crypto.randomUUID()
    sources.set(key, file)
    const pending: PendingFile = {
      key,
      name: (file.name || t('files.pasted')).slice(0, 255),
      mime: file.type || 'application/octet-stream',
      size: file.size,
      state: 'reading',
      progress: 0,
      fileId: null,
      failure: null,
    }
    change(chatId, known => [...known, pending])
    void upload(chatId, key)
  }
}

export const upload = async (chatId: string, key: string): Promise<void> => {
  const file = sources.get(key)
  if (file === undefined) return
  try {
    update(chatId, key, { state: 'reading', failure: null, progress: 0 })
    const base64 = await base64Of(file, progress => update(chatId, key, { progress }))
    update(chatId, key, { state: 'uploading', progress: 1 })
    const { fileId } = await ask().files.upload({ base64 })
    update(chatId, key, { state: 'ready', fileId })
    sources.delete(key)
  } catch (error) {
    const refused = refusedBy(error)
    const failure = refused.kind === 'refused' ? refused.sentence : t('files.noConnection')
    update(chatId, key, { state: 'failed', failure })
  }
}

export const removeFile = (chatId: string, key: string): void => {
  sources.delete(key)
  change(chatId, files => files.filter(file => file.key !== key))
}

export const removeFiles = (chatId: string): void => {
  for (const file of filesOf(useFiles.getState().byChat, chatId)) sources.delete(file.key)
  change(chatId, () => [])
}

const base64Of = (file: File, onProgress: (part: number) => void): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onprogress = event => onProgress(event.total > 0 ? event.loaded / event.total : 0)
    reader.onerror = () => reject(reader.error)
    reader.onload = () => {
      const url = String(reader.result)
      resolve(url.slice(url.indexOf(',') + 1))
    }
    reader.readAsDataURL(file)
  })
