// What a program that speaks LiveChat's protocol must be told to come in here, ready to copy.
import { useEffect, useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { useCopied } from '../../parts/copied.ts'
import { ask } from '../../stores/door.ts'
import { sayRefusal, sayTrouble } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import classes from './Channels.module.css'

type Programs = Awaited<ReturnType<ReturnType<typeof ask>['workstation']['programs']>>

export const ForPrograms = () => {
  const [programs, setPrograms] = useState<Programs | null>(null)
  useEffect(() => {
    let isHere = true
    ask()
      .workstation.programs({})
      .then(told => isHere && setPrograms(told), sayRefusal)
    return () => {
      isHere = false
    }
  }, [])
  if (programs === null || programs.root === null) return null
  const { root, organizationId, license } = programs
  return (
    <div className={classes.box}>
      <h3>{t('settings.channels.programs.title')}</h3>
      <p className={classes.hint}>{t('settings.channels.programs.hint')}</p>
      <dl className={classes.facts}>
        <Fact name={t('settings.channels.programs.address')} value={root} />
        <Fact name={t('settings.channels.programs.organization')} value={organizationId} />
        <Fact name={t('settings.channels.programs.license')} value={String(license)} />
      </dl>
    </div>
  )
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => {
  const [isCopied, copy] = useCopied(() => sayTrouble(t('settings.channels.programs.notCopied')))
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>
        <code dir="ltr">{value}</code>
        <Button aria-label={t('settings.channels.programs.copyWhat', { what: name })} onClick={() => copy(value)}>
          <span aria-live="polite">
            {t(isCopied ? 'settings.channels.programs.copied' : 'settings.channels.programs.copy')}
          </span>
        </Button>
      </dd>
    </div>
  )
}
