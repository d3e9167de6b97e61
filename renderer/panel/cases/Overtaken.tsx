// Somebody saved the case while one was typing: what they changed, field by field, and the two ways out.
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../settings/frame/Notice.tsx'
import type { CaseText } from '../../stores/case-edits.ts'
import { t } from '../../words/words.ts'
import classes from './CasePage.module.css'

export interface OvertakenProps {
  readonly base: CaseText
  readonly now: CaseText
  readonly onTheirs: () => void
  readonly onMine: () => void
}

const fields = ['subject', 'description', 'account'] as const
const longest = 160

export const Overtaken = ({ base, now, onTheirs, onMine }: OvertakenProps) => {
  const changed = fields.filter(field => base[field] !== now[field])
  return (
    <Notice tone="warn" title={t('cases.meanwhile')}>
      {changed.length === 0 ? (
        <span>{t('cases.meanwhileElse')}</span>
      ) : (
        <ul className={classes.differences}>
          {changed.map(field => (
            <li key={field}>
              {t('cases.meanwhileLine', {
                field: t(`cases.${field}`),
                before: shortened(base[field]),
                after: shortened(now[field]),
              })}
            </li>
          ))}
        </ul>
      )}
      <div className={classes.choice}>
        <Button small onClick={onTheirs}>
          {t('cases.takeTheirs')}
        </Button>
        <Button small onClick={onMine}>
          {t('cases.keepMine')}
        </Button>
      </div>
    </Notice>
  )
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (line === '') return t('cases.nothing')
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}
