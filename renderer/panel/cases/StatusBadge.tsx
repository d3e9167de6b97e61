// A case's status at a glance: a word, and a dot in its colour.
import type { CaseStatus } from '../../../main/domain/case.ts'
import { t } from '../../words/words.ts'
import classes from './Cases.module.css'

export const StatusBadge = ({ status }: { readonly status: CaseStatus }) => (
  <span className={classes.status} data-status={status}>
    {t(`cases.status.${status}`)}
  </span>
)
