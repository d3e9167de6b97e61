// The hours of a week, a line a day, each to be copied to other days.
import { Menu } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import type { HoursFault, Span } from '../../../../main/domain/working-hours.ts'
import { IconButton } from '../../../parts/IconButton.tsx'
import { weekdayNames } from '../../../words/formats.ts'
import { t } from '../../../words/words.ts'
import classes from './Hours.module.css'
import { sentenceOf } from './hours-form.ts'
import { SpanList } from './SpanList.tsx'

type Week = readonly (readonly Span[])[]

export interface WeekTableProps {
  readonly week: Week
  readonly faults: readonly HoursFault[]
  /** Shows every fault, also on days that nobody has touched. */
  readonly isChecked: boolean
  readonly onChange: (week: Week) => void
}

export const WeekTable = ({ week, faults, isChecked, onChange }: WeekTableProps) => {
  const [touched, setTouched] = useState<ReadonlySet<number>>(new Set())
  const never = faults.find(fault => fault.at === 'week')
  return (
    <div className={classes.week}>
      {week.map((spans, index) => {
        const day = weekdayNames[index] ?? ''
        const fault = faults.find(one => one.at === 'weekday' && one.index === index)
        const shown = fault !== undefined && (isChecked || touched.has(index)) ? fault : undefined
        return (
          <fieldset
            key={day}
            className={classes.day}
            aria-label={t('settings.hours.day', { day })}
            onBlur={() => setTouched(new Set([...touched, index]))}
          >
            <span className={classes.dayName} aria-hidden>
              {day}
            </span>
            <SpanList
              day={day}
              spans={spans}
              wrong={shown !== undefined}
              onChange={next => onChange(week.with(index, next))}
            />
            <CopyMenu
              index={index}
              onCopy={days => onChange(week.map((own, at) => (days.includes(at) ? spans : own)))}
            />
            {shown === undefined ? null : (
              <p role="alert" className={classes.fault}>
                {sentenceOf(shown)}
              </p>
            )}
          </fieldset>
        )
      })}
      {never === undefined ? null : (
        <p role="alert" className={classes.fault}>
          {sentenceOf(never)}
        </p>
      )}
    </div>
  )
}

const CopyMenu = ({
  index,
  onCopy,
}: {
  readonly index: number
  readonly onCopy: (days: readonly number[]) => void
}) => {
  const days = weekdayNames.map((_, at) => at)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton name={t('settings.hours.copy', { day: weekdayNames[index] ?? '' })} className={classes.copy ?? ''}>
          <IconCopy size={15} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onCopy(days.slice(0, 5))}>{t('settings.hours.copyWorkdays')}</Menu.Item>
        <Menu.Item onClick={() => onCopy(days)}>{t('settings.hours.copyAll')}</Menu.Item>
        <Menu.Divider />
        {days
          .filter(day => day !== index)
          .map(day => (
            <Menu.Item key={day} onClick={() => onCopy([day])}>
              {t('settings.hours.copyTo', { day: weekdayNames[day] ?? '' })}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}
