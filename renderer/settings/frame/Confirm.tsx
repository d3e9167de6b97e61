// A question before something that is not undone by pressing again. Escape and "no" are always safe.
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import classes from './Confirm.module.css'

export interface ConfirmProps {
  readonly opened: boolean
  readonly title: string
  readonly children: ReactNode
  readonly yes: string
  readonly no?: string
  readonly weight?: 'accent' | 'danger'
  readonly onYes: () => void
  readonly onNo: () => void
}

export const Confirm = ({ opened, title, children, yes, no, weight = 'accent', onYes, onNo }: ConfirmProps) => (
  <Modal
    opened={opened}
    onClose={onNo}
    title={title}
    withCloseButton={false}
    size="sm"
    classNames={{ title: classes.title ?? '' }}
  >
    <div className={classes.body}>{children}</div>
    <div className={classes.deeds}>
      <Button onClick={onNo} data-autofocus>
        {no ?? t('settings.cancel')}
      </Button>
      <Button weight={weight} onClick={onYes}>
        {yes}
      </Button>
    </div>
  </Modal>
)
