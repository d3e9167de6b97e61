// Files that wait for "Send": name, size, how far the upload is, and what went wrong with it.
import { Loader } from '@mantine/core'
import { IconFile, IconRefresh, IconX } from '@tabler/icons-react'
import { IconButton } from '../../parts/IconButton.tsx'
import { type PendingFile, removeFile, upload } from '../../stores/files.ts'
import { numberOf, sizeOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './FileChips.module.css'

export const FileChips = ({ chatId, files }: { readonly chatId: string; readonly files: readonly PendingFile[] }) =>
  files.length === 0 ? null : (
    <ul className={classes.chips} aria-label={t('files.name')}>
      {files.map(file => (
        <li key={file.key} className={`${classes.chip} ${file.state === 'failed' ? classes.failed : ''}`}>
          {file.state === 'reading' || file.state === 'uploading' ? (
            <Loader size={16} aria-label={t('files.uploading')} />
          ) : (
            <IconFile size={16} aria-hidden />
          )}
          <span className={classes.words}>
            <b dir="auto">{file.name}</b>
            <span>{stateOf(file)}</span>
          </span>
          {file.state === 'failed' ? (
            <IconButton name={t('trouble.retry')} onClick={() => void upload(chatId, file.key)}>
              <IconRefresh size={15} />
            </IconButton>
          ) : null}
          <IconButton name={t('files.remove', { name: file.name })} onClick={() => removeFile(chatId, file.key)}>
            <IconX size={15} />
          </IconButton>
        </li>
      ))}
    </ul>
  )

const stateOf = (file: PendingFile): string => {
  switch (file.state) {
    case 'reading':
      return t('files.reading', { percent: numberOf(Math.round(file.progress * 100)) })
    case 'uploading':
      return t('files.uploading')
    case 'failed':
      return file.failure ?? ''
    case 'ready':
      return sizeOf(file.size)
  }
}
