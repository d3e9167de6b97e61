// A secret: dots when one is stored, never what it is. Left empty it stays; it can be set anew or cleared.
import { PasswordInput } from '@mantine/core'
import { useId } from 'react'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import classes from './System.module.css'

export interface SecretFieldProps {
  readonly labelledBy: string
  readonly describedBy: string
  readonly isStored: boolean
  /** Null: to be cleared when the form is saved. */
  readonly value?: string | null
  readonly onChange: (value: string | null) => void
  readonly onBlur?: () => void
  readonly error?: React.ReactNode
}

export const SecretField = ({
  labelledBy,
  describedBy,
  isStored,
  value = '',
  onChange,
  onBlur,
  error,
}: SecretFieldProps) => {
  const stateId = useId()
  return (
    <div className={classes.secret}>
      <PasswordInput
        aria-labelledby={labelledBy}
        aria-describedby={`${describedBy} ${stateId}`}
        autoComplete="new-password"
        placeholder={isStored && value !== null ? '••••••••••••' : ''}
        value={value ?? ''}
        onChange={event => onChange(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('settings.system.secret.show') }}
        {...(onBlur === undefined ? {} : { onBlur })}
        {...(error === undefined ? {} : { error })}
      />
      <p id={stateId} className={classes.changed}>
        {value === null
          ? t('settings.system.secret.cleared')
          : isStored
            ? t('settings.system.secret.kept')
            : t('settings.system.secret.none')}
      </p>
      {isStored ? (
        <div className={classes.deeds}>
          <Button small weight="quiet" onClick={() => onChange(value === null ? '' : null)}>
            {t(value === null ? 'settings.system.secret.keep' : 'settings.system.secret.clear')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
