// What the hours in the form come to at this moment: open or closed, and when that changes, by the queue's clocks and by mine.
import { isOpen, nextChange } from '../../../../main/domain/working-hours.ts'
import { useNow } from '../../../stores/clock.ts'
import { soonOf } from '../../../words/formats.ts'
import { t } from '../../../words/words.ts'
import classes from './Hours.module.css'
import { type HoursForm, hoursFaults, keptHours } from './hours-form.ts'

export const Preview = ({ form }: { readonly form: HoursForm }) => {
  const now = useNow()
  if (hoursFaults(form).length > 0) return <output className={classes.preview}>{t('settings.hours.incomplete')}</output>
  const hours = keptHours(form)
  const open = isOpen(hours, now)
  return (
    <output className={`${classes.preview} ${open ? classes.open : ''}`}>
      {inWords(open, nextChange(hours, now), hours.timeZone, now)}
    </output>
  )
}

const inWords = (open: boolean, changesAt: number | null, timeZone: string, now: number): string => {
  if (changesAt === null) return t(open ? 'settings.hours.nowOpen' : 'settings.hours.nowClosed')
  const there = soonOf(changesAt, now, timeZone)
  const here = soonOf(changesAt, now)
  const when = there === here ? here : `${there} (${t('settings.hours.here', { when: here })})`
  return t(open ? 'settings.hours.nowOpenUntil' : 'settings.hours.nowClosedUntil', { when })
}
