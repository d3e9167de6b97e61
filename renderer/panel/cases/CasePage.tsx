// One case in the middle of the panel: how it stands, what it is about, its chats, comments and history.
import { IconArrowLeft, IconBriefcase, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect } from 'react'
import type { CaseView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { dropEdit, saveEdit, useCaseEdits } from '../../stores/case-edits.ts'
import { loadCase, useCases } from '../../stores/cases.ts'
import { goTo } from '../../stores/place.ts'
import { fullTime, numberOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { useLayout } from '../layout.ts'
import { CaseChats } from './CaseChats.tsx'
import { CaseComments } from './CaseComments.tsx'
import { CaseHistory } from './CaseHistory.tsx'
import classes from './CasePage.module.css'
import { CaseStanding } from './CaseStanding.tsx'
import { CaseTexts } from './CaseTexts.tsx'

export const CasePage = ({ caseId }: { readonly caseId: string }) => {
  const one = useCases(cases => cases.byId.get(caseId))
  const refused = useCases(cases => cases.notOpened.get(caseId))
  useEffect(() => void loadCase(caseId), [caseId])
  if (one === undefined)
    return (
      <main className={classes.page} aria-label={t('cases.one')}>
        {refused === undefined ? null : (
          <Empty title={refused.kind === 'refused' ? refused.sentence : t('connection.noAnswer')}>
            <Button onClick={() => void loadCase(caseId)}>{t('trouble.retry')}</Button>
          </Empty>
        )}
      </main>
    )
  return <OpenCase key={caseId} one={one} />
}

export const NoCaseOpen = () => (
  <main className={classes.page} aria-label={t('cases.one')}>
    <Empty title={t('cases.noneOpen')} picture={<IconBriefcase size={34} stroke={1.2} />}>
      {t('cases.noneOpenHint')}
    </Empty>
  </main>
)

const leave = () => goTo({ caseId: null })

const OpenCase = ({ one }: { readonly one: CaseView }) => {
  const narrow = useLayout() === 'narrow'
  const edit = useCaseEdits(edits => edits.byCase.get(one.id))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return
    event.preventDefault()
    void saveEdit(one.id)
  }
  const registered = t(one.registeredBy === null ? 'cases.registered' : 'cases.registeredBy', {
    when: fullTime(one.registeredAt),
    name: one.registeredBy?.name ?? '',
  })
  return (
    <main
      className={classes.page}
      aria-label={t('cases.oneNamed', { number: numberOf(one.number) })}
      onKeyDown={onKeyDown}
    >
      <header className={classes.head}>
        {narrow ? (
          <IconButton large name={t('cases.back')} onClick={leave}>
            <IconArrowLeft size={19} className="mirrored" />
          </IconButton>
        ) : null}
        <div className={classes.titles}>
          <h1>{t('cases.number', { number: numberOf(one.number) })}</h1>
          <p title={registered}>{registered}</p>
        </div>
        {narrow ? null : (
          <IconButton name={t('cases.close')} onClick={leave}>
            <IconX size={18} />
          </IconButton>
        )}
      </header>
      <div className={classes.body}>
        <CaseStanding one={one} />
        <CaseTexts one={one} />
        <CaseChats one={one} />
        <CaseComments one={one} />
        <CaseHistory one={one} />
      </div>
      {edit === undefined ? null : (
        <footer className={classes.foot}>
          <Button
            weight="accent"
            keys="Ctrl S"
            disabled={edit.isSaving || edit.isOvertaken}
            onClick={() => void saveEdit(one.id)}
          >
            {t('cases.save')}
          </Button>
          <Button weight="quiet" onClick={() => dropEdit(one.id)}>
            {t('cases.discard')}
          </Button>
        </footer>
      )}
    </main>
  )
}
