// When a queue is open: always, or by a week of its own with holidays, and what customers are told outside of it.
import { Radio, Select, Textarea } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { t } from '../../../words/words.ts'
import type { QueueForm } from '../queue-form.ts'
import { Holidays } from './Holidays.tsx'
import classes from './Hours.module.css'
import { hoursFaults } from './hours-form.ts'
import { Preview } from './Preview.tsx'
import { zonesWith } from './time-zones.ts'
import { WeekTable } from './WeekTable.tsx'

/** A list that is drawn whole; a zone that is not among them is found by typing. */
const longestList = 60

export const WorkingHours = ({ form }: { readonly form: UseFormReturnType<QueueForm> }) => {
  const { values, errors, setFieldValue } = form
  const faults = hoursFaults(values)
  return (
    <section className={classes.hours} aria-label={t('settings.hours.title')}>
      <Radio.Group label={t('settings.hours.title')} {...form.getInputProps('hours')}>
        <Radio value="always" mt={8} label={t('settings.hours.always')} />
        <Radio value="own" mt={8} label={t('settings.hours.own')} description={t('settings.hours.ownHint')} />
      </Radio.Group>
      {values.hours === 'always' ? null : (
        <>
          <Select
            label={t('settings.hours.timeZone')}
            description={t('settings.hours.timeZoneHint')}
            data={zonesWith(values.timeZone)}
            searchable
            allowDeselect={false}
            limit={longestList}
            nothingFoundMessage={t('settings.nobodyFound')}
            {...form.getInputProps('timeZone')}
            onChange={zone => setFieldValue('timeZone', zone ?? '')}
          />
          <WeekTable
            week={values.week}
            faults={faults}
            isChecked={errors.week !== undefined}
            onChange={week => setFieldValue('week', week)}
          />
          <Preview form={values} />
          <Holidays
            holidays={values.holidays}
            faults={faults}
            isChecked={errors.holidays !== undefined}
            onChange={holidays => setFieldValue('holidays', holidays)}
          />
          <Textarea
            label={t('settings.hours.closedText')}
            description={t('settings.hours.closedTextHint')}
            placeholder={t('settings.hours.closedTextPlaceholder')}
            autosize
            minRows={2}
            maxRows={8}
            {...form.getInputProps('closedText')}
          />
        </>
      )}
    </section>
  )
}
