// A person's face: initials on their colour, with a badge of the network they write from or a dot of their presence.
import type { ChannelKind } from '../../main/domain/unified-message.ts'
import { faceColour, initialsOf } from '../look/face-colour.ts'
import { ChannelMark } from './ChannelMark.tsx'
import classes from './Face.module.css'

export interface FaceProps {
  readonly id: string
  readonly name: string
  readonly size?: number
  readonly channel?: ChannelKind
  readonly presence?: 'active' | 'inactive' | 'away'
}

/** Said by the name beside it, so silent itself: the initials are drawn and no text. */
export const Face = ({ id, name, size = 36, channel, presence }: FaceProps) => (
  <span
    className={classes.face}
    style={{ width: size, height: size, background: faceColour(id), fontSize: Math.round(size / 3) }}
    data-initials={initialsOf(name)}
    aria-hidden
  >
    {channel === undefined ? null : <ChannelMark kind={channel} className={classes.badge ?? ''} />}
    {presence === undefined ? null : <span className={`${classes.dot} ${classes[presence]}`} />}
  </span>
)
