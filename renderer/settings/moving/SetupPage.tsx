// The set-up as a file: taken out whole, and brought in after a look at what it would change.
import { useRef } from 'react'
import { Button } from '../../parts/Button.tsx'
import { useMay } from '../../stores/session.ts'
import { t } from '../../words/words.ts'
import { Notice } from '../frame/Notice.tsx'
import { Listing } from '../list/Listing.tsx'
import classes from './Moving.module.css'
import { PreviewList } from './PreviewList.tsx'
import { countsInWords, countsOf } from './preview.ts'
import { useMoving } from './use-moving.ts'

export const SetupPage = () => {
  const chooser = useRef<HTMLInputElement>(null)
  const managesAgents = useMay('CanManageAgents')
  const { stage, isBusy, exportSetup, choose, bringIn, drop } = useMoving()
  const counts = stage.kind === 'preview' ? countsOf(stage.preview.items) : null
  const left = stage.kind === 'done' ? stage.preview.items.filter(({ notes }) => notes.length > 0) : []
  return (
    <Listing title={t('settings.page.setup')} intro={t('settings.moving.intro')} add={null}>
      <div className={classes.both}>
        <section className={classes.part} aria-label={t('settings.moving.export')}>
          <h3>{t('settings.moving.export')}</h3>
          <p>{t('settings.moving.exportHint')}</p>
          {managesAgents ? null : <p>{t('settings.moving.withoutAgents')}</p>}
          <Button onClick={exportSetup} disabled={isBusy}>
            {t('settings.moving.exportDeed')}
          </Button>
        </section>
        <section className={classes.part} aria-label={t('settings.moving.import')}>
          <h3>{t('settings.moving.import')}</h3>
          <p>{t('settings.moving.importHint')}</p>
          <Button onClick={() => chooser.current?.click()} disabled={isBusy}>
            {t('settings.moving.choose')}
          </Button>
          <input
            ref={chooser}
            type="file"
            hidden
            accept=".json,application/json"
            data-setup-file
            aria-label={t('settings.moving.choose')}
            onChange={event => {
              const [file] = event.currentTarget.files ?? []
              event.currentTarget.value = ''
              if (file !== undefined) choose(file)
            }}
          />
          {stage.kind === 'wrong' ? (
            <Notice tone="bad" title={t('settings.moving.wrong', { name: stage.name })}>
              <p className={classes.sentence}>{stage.sentence}</p>
            </Notice>
          ) : null}
          {stage.kind === 'done' ? (
            <Notice tone="ok" title={t('settings.moving.done', { name: stage.name })}>
              <p className={classes.sentence}>{countsInWords(countsOf(stage.preview.items))}</p>
            </Notice>
          ) : null}
        </section>
      </div>
      {stage.kind === 'preview' && counts !== null ? (
        <section className={classes.preview} aria-label={t('settings.moving.preview')}>
          {stage.warning === null ? null : <Notice tone="warn">{stage.warning}</Notice>}
          <header className={classes.head}>
            <div className={classes.about}>
              <h3>{t('settings.moving.previewOf', { name: stage.name })}</h3>
              <p role="status">{countsInWords(counts)}</p>
            </div>
            <span className={classes.deeds}>
              <Button weight="quiet" onClick={drop} disabled={isBusy}>
                {t('settings.cancel')}
              </Button>
              <Button weight="accent" onClick={bringIn} disabled={isBusy || counts.created + counts.changed === 0}>
                {t(isBusy ? 'settings.moving.importing' : 'settings.moving.importDeed')}
              </Button>
            </span>
          </header>
          <PreviewList items={stage.preview.items} />
        </section>
      ) : null}
      {left.length === 0 ? null : (
        <section className={classes.preview} aria-label={t('settings.moving.leftToDo')}>
          <header className={classes.head}>
            <h3 className={classes.about}>{t('settings.moving.leftToDo')}</h3>
          </header>
          <PreviewList items={left} />
        </section>
      )}
    </Listing>
  )
}
