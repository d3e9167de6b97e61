// The badge of a network: its colour with a small sign, so that it is told apart without colour too.
import {
  IconBrandMessenger,
  IconBrandTelegram,
  IconBrandWhatsapp,
  IconMessageCircle,
  IconTheater,
  IconWorld,
} from '@tabler/icons-react'
import type { ChannelKind } from '../../main/domain/unified-message.ts'
import classes from './ChannelMark.module.css'

const signs = {
  telegram: IconBrandTelegram,
  facebook: IconBrandMessenger,
  whatsapp: IconBrandWhatsapp,
  web: IconWorld,
  livechat: IconMessageCircle,
  rehearsal: IconTheater,
} as const satisfies Record<ChannelKind, unknown>

export const ChannelMark = ({ kind, className = '' }: { readonly kind: ChannelKind; readonly className?: string }) => {
  const Sign = signs[kind]
  return (
    <span className={`${classes.mark} ${className}`} style={{ background: `var(--${kind})` }} aria-hidden>
      <Sign size={10} stroke={2.2} />
    </span>
  )
}
