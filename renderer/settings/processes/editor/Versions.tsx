// What was published, the newest first: each can be looked at, and drawn on as a draft.
import { useEffect, useState } from 'react'
import type { ProcessView } from '../../../../preload/views.ts'
import { now } from '../../../stores/clock.ts'
import { ask } from '../../../stores/door.ts'
import { sayRefusal } from '../../../stores/toasts.ts'
import { whenOf } from '../../../words/formats.ts'
import { t } from '../../../words/words.ts'
import fields from '../fields/Fields.module.css'
import classes from './Editor.module.css'

export interface OldVersion {
  readonly number: number
  readonly xml: string
}

export interface VersionsProps {
  readonly process: ProcessView
  readonly shown: number | null
  readonly onShow: (version: OldVersion) => void
}

type Listed = Awaited<ReturnType<ReturnType<typeof ask>['processes']['versions']>>['versions'][number]

export const Versions = ({ process, shown, onShow }: VersionsProps) => {
  const { id, publishedNumber } = process
  const [versions, setVersions] = useState<readonly Listed[] | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number is another list
  useEffect(() => {
    ask()
      .processes.versions({ id })
      .then(answer => setVersions(answer.versions))
      .catch(sayRefusal)
  }, [id, publishedNumber])
  const show = async (number: number) => {
    try {
      onShow({ number, ...(await ask().processes.getVersion({ id, number })) })
    } catch (error) {
      sayRefusal(error)
    }
  }
  return (
    <div className={fields.fields}>
      <div>
        <h3 className={fields.title}>{t('process.versions.title')}</h3>
        <p className={fields.hint}>{t('process.versions.help')}</p>
      </div>
      {versions?.length === 0 ? <p className={fields.hint}>{t('process.versions.none')}</p> : null}
      <ol className={fields.steps}>
        {versions?.map(({ number, publishedAt, publishedByName, running }) => (
          <li key={number}>
            <button
              type="button"
              className={`${fields.step} ${number === shown ? classes.current : ''}`}
              aria-pressed={number === shown}
              onClick={() => void show(number)}
            >
              <span>{t('process.versions.number', { number })}</span>
              <small>
                {whenOf(publishedAt, now())} · {publishedByName ?? t('process.byParley')}
                {running === 0 ? '' : ` · ${t('process.versions.running', { count: running })}`}
              </small>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}
