// To what is on record of one thing, for those who may read it.
import { IconHistory } from '@tabler/icons-react'
import type { AuditNoun } from '../../../main/domain/audit.ts'
import { useMay } from '../../stores/session.ts'
import { t } from '../../words/words.ts'
import classes from './HistoryLink.module.css'
import { goTo } from './leaving.ts'
import { auditHash } from './route.ts'

export const HistoryLink = ({ noun, id }: { readonly noun: AuditNoun; readonly id: string }) => {
  const mayRead = useMay('CanReadAudit')
  if (!mayRead) return null
  const href = auditHash(noun, id)
  return (
    <a
      className={classes.link}
      href={href}
      onClick={event => {
        event.preventDefault()
        goTo(href)
      }}
    >
      <IconHistory size={14} aria-hidden />
      {t('settings.history')}
    </a>
  )
}
