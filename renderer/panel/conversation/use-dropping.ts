// Files dropped anywhere on a conversation are attached to what one writes there.
import { type DragEvent, useState } from 'react'
import { addFiles } from '../../stores/files.ts'

export const useDropping = (chatId: string) => {
  const [over, setOver] = useState(false)
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(false)
      addFiles(chatId, event.dataTransfer.files)
      document.querySelector<HTMLTextAreaElement>('[data-composer]')?.focus()
    },
  }
  return { over, handlers }
}
