// The files of a message: pictures side by side, sound and film to be played here, everything else to be saved.
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { AttachmentView } from '../../../preload/views.ts'
import { lengthOf, sizeOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './Attachments.module.css'
import { Lightbox } from './Lightbox.tsx'

export const Attachments = ({ attachments }: { readonly attachments: readonly AttachmentView[] }) => {
  const [shown, setShown] = useState<number | null>(null)
  const pictures = attachments.filter(isPicture)
  const others = attachments.filter(one => !isPicture(one))
  return (
    <div className={classes.attachments}>
      {pictures.length === 0 ? null : (
        <div className={pictures.length === 1 ? classes.single : classes.album}>
          {pictures.map((picture, i) => (
            <Picture key={picture.id} picture={picture} alone={pictures.length === 1} onOpen={() => setShown(i)} />
          ))}
        </div>
      )}
      {others.map(one => (
        <Other key={one.id} file={one} />
      ))}
      {shown === null ? null : <Lightbox pictures={pictures} start={shown} onClose={() => setShown(null)} />}
    </div>
  )
}

const isPicture = (one: AttachmentView): boolean =>
  one.url !== null &&
  one.state === 'stored' &&
  (one.kind === 'photo' ||
    ((one.kind === 'sticker' || one.kind === 'animation' || one.kind === 'document') &&
      /^image\/(png|jpeg|gif|webp|avif)$/.test(one.mime)))

interface PictureProps {
  readonly picture: AttachmentView
  readonly alone: boolean
  readonly onOpen: () => void
}

const Picture = ({ picture, alone, onOpen }: PictureProps) => {
  const [broken, setBroken] = useState(false)
  if (broken) return <Other file={picture} />
  const { width, height } = picture
  const sticker = picture.kind === 'sticker'
  const known = alone && width !== null && height !== null && width > 0 && height > 0
  const scale = known ? Math.min(1, 320 / width, 280 / height) : 1
  const size = sticker
    ? { width: 128, height: 128 }
    : known
      ? { width: Math.max(48, Math.round(width * scale)), height: Math.max(48, Math.round(height * scale)) }
      : alone
        ? { height: 200 }
        : {}
  return (
    <button
      type="button"
      className={`${classes.picture} ${sticker ? classes.sticker : ''}`}
      style={size}
      onClick={onOpen}
      aria-label={t('file.open', { name: picture.name })}
    >
      <img
        src={picture.url ?? ''}
        alt={picture.name}
        loading="lazy"
        draggable={false}
        onError={() => setBroken(true)}
      />
    </button>
  )
}

const Other = ({ file }: { readonly file: AttachmentView }) => {
  if (file.url === null || file.state !== 'stored') return <FileCard file={file} />
  if (file.kind === 'voice' || file.kind === 'audio')
    return (
      <figure className={classes.sound}>
        {/* biome-ignore lint/a11y/useMediaCaption: a customer's recording has no captions */}
        <audio controls preload="none" src={file.url} aria-label={file.name} />
        {file.durationMs === null ? null : <figcaption>{lengthOf(file.durationMs)}</figcaption>}
      </figure>
    )
  if (file.kind === 'video' || (file.kind === 'animation' && file.mime.startsWith('video/')))
    return (
      <video
        className={classes.video}
        controls={file.kind === 'video'}
        loop={file.kind === 'animation'}
        muted={file.kind === 'animation'}
        preload="metadata"
        src={file.url}
        aria-label={file.name}
      />
    )
  return <FileCard file={file} />
}

const FileCard = ({ file }: { readonly file: AttachmentView }) => {
  const body = (
    <>
      <span className={classes.ending} aria-hidden>
        {endingOf(file.name)}
      </span>
      <span className={classes.words}>
        <b dir="auto">{file.name}</b>
        <span>
          {file.state === 'failed'
            ? (file.failure ?? t('file.failed'))
            : file.state === 'remote'
              ? t('file.fetching')
              : file.size === null
                ? ''
                : sizeOf(file.size)}
        </span>
      </span>
    </>
  )
  if (file.url === null) return <div className={classes.file}>{body}</div>
  return (
    <a className={classes.file} href={file.url} download={file.name}>
      <span className="unseen">{t('file.saveShort')}</span>
      {body}
      <IconDownload size={16} aria-hidden />
    </a>
  )
}

const endingOf = (name: string): string => /\.([\p{L}\p{N}]{1,4})$/u.exec(name)?.[1]?.toUpperCase() ?? '···'
