// A picture as large as the window, with its neighbours of the same album by arrow keys.
import { Modal } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { AttachmentView } from '../../../preload/views.ts'
import { IconButton } from '../../parts/IconButton.tsx'
import { t } from '../../words/words.ts'
import classes from './Lightbox.module.css'

export interface LightboxProps {
  readonly pictures: readonly AttachmentView[]
  readonly start: number
  readonly onClose: () => void
}

export const Lightbox = ({ pictures, start, onClose }: LightboxProps) => {
  const [index, setIndex] = useState(start)
  const picture = pictures[index]
  if (picture === undefined) return null
  const step = (by: number) => setIndex((index + by + pictures.length) % pictures.length)
  const many = pictures.length > 1
  return (
    <Modal
      opened
      onClose={onClose}
      title={picture.name}
      size="auto"
      onKeyDown={event => {
        if (many && event.key === 'ArrowRight') step(1)
        if (many && event.key === 'ArrowLeft') step(-1)
      }}
      closeButtonProps={{ 'aria-label': t('close.dialog') }}
    >
      <img className={classes.picture} src={picture.url ?? ''} alt={picture.name} />
      <div className={classes.bar}>
        {many ? (
          <>
            <IconButton name={t('file.previous')} onClick={() => step(-1)}>
              <IconChevronLeft size={18} />
            </IconButton>
            <span>{t('file.of', { index: index + 1, count: pictures.length })}</span>
            <IconButton name={t('file.next')} onClick={() => step(1)}>
              <IconChevronRight size={18} />
            </IconButton>
          </>
        ) : null}
        <a href={picture.url ?? ''} download={picture.name} className={classes.save}>
          <IconDownload size={16} aria-hidden /> {t('file.saveShort')}
        </a>
      </div>
    </Modal>
  )
}
