// Dates on which the weekday does not count: closed all day, or with hours of their own.
import { TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import type { Holiday, HoursFault } from '../../../../main/domain/working-hours.ts'
import { Button } from '../../../parts/Button.tsx'
import { IconButton } from '../../../parts/IconButton.tsx'
import { t } from '../../../words/words.ts'
import classes from './Hours.module.css'
import { sentenceOf } from './hours-form.ts'
import { SpanList } from './SpanList.tsx'

export interface HolidaysProps {
  readonly holidays: readonly Holiday[]
  readonly faults: readonly HoursFault[]
  readonly isChecked: boolean
  readonly onChange: (holidays: readonly Holiday[]) => void
}

export const Holidays = ({ holidays, faults, isChecked, onChange }: HolidaysProps) => {
  const root = useRef<HTMLDivElement>(null)
  const set = (index: number, change: Partial<Holiday>) =>
    onChange(holidays.map((holiday, at) => (at === index ? { ...holiday, ...change } : holiday)))
  const add = () => {
    onChange([...holidays, { date: '', name: '', spans: [] }])
    requestAnimationFrame(() => [...(root.current?.querySelectorAll<HTMLElement>('[data-date]') ?? [])].at(-1)?.focus())
  }
  const tooMany = faults.find(fault => fault.at === 'holidays')
  return (
    <div ref={root}>
      <div className={classes.caption}>{t('settings.hours.holidays')}</div>
      <div className={classes.hint}>{t('settings.hours.holidaysHint')}</div>
      {holidays.map(({ date, name, spans }, index) => {
        const day = name.trim() || date || t('settings.hours.newHoliday')
        const fault = faults.find(one => one.at === 'holiday' && one.index === index)
        // A day that is only just begun is not wrong yet.
        const shown = fault !== undefined && (isChecked || (date !== '' && name !== '')) ? fault : undefined
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a date being typed is no identity
          <fieldset key={index} className={classes.holiday} aria-label={day}>
            <TextInput
              data-date
              size="xs"
              type="date"
              value={date}
              aria-label={t('settings.hours.holidayDate')}
              className={classes.date ?? ''}
              error={shown?.code === 'notADate' || shown?.code === 'sameDate'}
              onChange={event => set(index, { date: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              value={name}
              aria-label={t('settings.hours.holidayName')}
              placeholder={t('settings.hours.holidayPlaceholder')}
              maxLength={200}
              autoComplete="off"
              className={classes.holidayName ?? ''}
              error={shown?.code === 'noName'}
              onChange={event => set(index, { name: event.currentTarget.value })}
            />
            <IconButton
              name={t('settings.hours.removeHoliday', { name: day })}
              className={classes.removeDay ?? ''}
              onClick={() => onChange(holidays.filter((_, at) => at !== index))}
            >
              <IconX size={15} />
            </IconButton>
            <div className={classes.holidaySpans}>
              <SpanList
                day={day}
                spans={spans}
                wrong={shown !== undefined && !['notADate', 'sameDate', 'noName'].includes(shown.code)}
                onChange={next => set(index, { spans: next })}
              />
            </div>
            {shown === undefined ? null : (
              <p role="alert" className={classes.fault}>
                {sentenceOf(shown)}
              </p>
            )}
          </fieldset>
        )
      })}
      {tooMany === undefined ? null : (
        <p role="alert" className={classes.fault}>
          {sentenceOf(tooMany)}
        </p>
      )}
      <Button small className={classes.addDay ?? ''} onClick={add}>
        {t('settings.hours.addHoliday')}
      </Button>
    </div>
  )
}
