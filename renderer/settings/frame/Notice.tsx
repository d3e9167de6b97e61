// A sentence that wants to be read: what went wrong, what to take care of, what is well. Said aloud when it appears.
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Notice.module.css'

const signs = { bad: IconAlertTriangle, warn: IconAlertTriangle, ok: IconCircleCheck, info: IconInfoCircle } as const

export interface NoticeProps {
  readonly tone: keyof typeof signs
  /** Stands there from the beginning, so it is not announced. */
  readonly quiet?: boolean
  readonly title?: string
  readonly children?: ReactNode
}

export const Notice = ({ tone, quiet = false, title, children }: NoticeProps) => {
  const Sign = signs[tone]
  const role = quiet ? {} : { role: tone === 'bad' ? 'alert' : 'status' }
  return (
    <div className={`${classes.notice} ${classes[tone]}`} {...role}>
      <Sign size={16} aria-hidden className={classes.sign} />
      <div className={classes.words}>
        {title === undefined ? null : <strong>{title}</strong>}
        {children}
      </div>
    </div>
  )
}
