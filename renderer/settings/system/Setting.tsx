// One system setting: caption and what it does on one side, the value on the other; below each other where it is narrow.
import { type ReactNode, useId } from 'react'
import type { SettingName } from '../../../main/domain/settings.ts'
import { Button } from '../../parts/Button.tsx'
import { now } from '../../stores/clock.ts'
import { dayOf, fullTime, timeOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { HistoryLink } from '../frame/HistoryLink.tsx'
import { useSetup } from '../setup.ts'
import classes from './System.module.css'
import type { SettingWords } from './setting-words.ts'

export interface SettingProps {
  readonly code: SettingName
  readonly about: SettingWords
  /** Puts the default into the field; missing: the field shows it, or has a way of its own. */
  readonly onReset?: (() => void) | undefined
  readonly children: (labelId: string, describedId: string) => ReactNode
}

export const Setting = ({ code, about, onReset, children }: SettingProps) => {
  const id = useId()
  return (
    <section className={classes.setting} aria-labelledby={`${id}-label`}>
      <div>
        <h3 id={`${id}-label`} className={classes.caption}>
          {t(`settings.system.${about}.caption`)}
        </h3>
        <code className={classes.name}>{code}</code>
        <p id={`${id}-about`} className={classes.about}>
          {t(`settings.system.${about}.hint`)}{' '}
          {t('settings.system.default', { value: t(`settings.system.${about}.default`) })}
        </p>
        <LastChange code={code} />
      </div>
      <div className={classes.value}>
        {children(`${id}-label`, `${id}-about`)}
        {onReset === undefined ? null : (
          <Button small weight="quiet" className={classes.reset} onClick={onReset} aria-describedby={`${id}-label`}>
            {t('settings.system.reset')}
          </Button>
        )}
      </div>
    </section>
  )
}

const LastChange = ({ code }: { readonly code: SettingName }) => {
  const change = useSetup(({ system }) => system?.lastChanges[code])
  if (change === undefined) return <p className={classes.changed}>{t('settings.system.neverChanged')}</p>
  const when = t('settings.dayAndTime', { day: dayOf(change.at, now()), time: timeOf(change.at) })
  return (
    <p className={classes.changed}>
      <span title={fullTime(change.at)}>
        {t('settings.system.changedBy', { name: change.byName ?? t('settings.audit.parley'), when })}
      </span>{' '}
      <HistoryLink noun="setting" id={code} />
    </p>
  )
}
