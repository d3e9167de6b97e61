// What the network said of a bot: its picture and name, or what is wrong; and, where a webhook has it, the way to take it over.
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { Confirm } from '../frame/Confirm.tsx'
import { Notice } from '../frame/Notice.tsx'
import classes from './Channels.module.css'
import { Picture } from './Picture.tsx'

export interface Tested {
  readonly ok: boolean
  readonly sentence: string
  readonly profile: Readonly<Record<string, string>>
  readonly rival: { readonly kind: 'webhook'; readonly url: string } | { readonly kind: 'poller' } | null
}

export interface TestResultProps {
  readonly tested: Tested
  /** The bot will be taken over when the form is saved. */
  readonly takesOver: boolean
  readonly onTakeOver: () => void
}

export const TestResult = ({ tested, takesOver, onTakeOver }: TestResultProps) => {
  const [isAsking, setAsking] = useState(false)
  const { ok, sentence, profile, rival } = tested
  const url = rival?.kind === 'webhook' ? rival.url : null
  return (
    <Notice tone={ok ? 'ok' : url === null ? 'bad' : 'warn'}>
      <div className={classes.tested}>
        <Picture profile={profile} className={classes.face} />
        <span>{takesOver && url !== null ? t('settings.channels.telegram.takeOverOnSave', { url }) : sentence}</span>
      </div>
      {url === null || takesOver ? null : (
        <div>
          <Button small onClick={() => setAsking(true)}>
            {t('settings.channels.telegram.takeOver')}
          </Button>
        </div>
      )}
      <Confirm
        opened={isAsking}
        title={t('settings.channels.telegram.takeOverTitle')}
        yes={t('settings.channels.telegram.takeOverYes')}
        weight="danger"
        onYes={() => {
          setAsking(false)
          onTakeOver()
        }}
        onNo={() => setAsking(false)}
      >
        {t('settings.channels.telegram.takeOverBody', { url: url ?? '' })}
      </Confirm>
    </Notice>
  )
}
