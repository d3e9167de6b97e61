// What an import would do to each thing, in words, kind by kind. What stays as it is is only counted.
import { t } from '../../words/words.ts'
import { changesOf, lineOf } from '../audit/changes.ts'
import { captionOf } from '../system/setting-words.ts'
import classes from './Moving.module.css'
import { type PreviewItem, sectionsOf } from './preview.ts'

export const PreviewList = ({ items }: { readonly items: readonly PreviewItem[] }) => (
  <>
    {sectionsOf(items).map(({ section, items: ofSection }) => {
      const same = ofSection.filter(({ verdict, notes }) => verdict === 'same' && notes.length === 0)
      return (
        <section key={section} className={classes.section} aria-label={t(`settings.moving.section.${section}`)}>
          <h4>
            {t(`settings.moving.section.${section}`)}
            {same.length === 0 ? null : <small>{t('settings.moving.same', { count: same.length })}</small>}
          </h4>
          <ul className={classes.items}>
            {ofSection
              .filter(item => !same.includes(item))
              .map((item, i) => (
                <Item key={`${item.what} ${item.name} ${item.after?.queue ?? i}`} item={item} />
              ))}
          </ul>
        </section>
      )
    })}
  </>
)

const Item = ({ item }: { readonly item: PreviewItem }) => {
  const { what, name, verdict, before, after, notes } = item
  const lines = changesOf(before, after).map(lineOf)
  const title =
    what === 'setting'
      ? captionOf(name)
      : what === 'order' || what === 'actionOrder'
        ? t(`settings.moving.${what}`)
        : name
  return (
    <li className={classes.item}>
      <div className={classes.title}>
        <span>{title}</span>
        <span className={classes.verdict} data-verdict={verdict}>
          {t(`settings.moving.verdict.${verdict}`)}
        </span>
      </div>
      {notes.map(note => (
        <p key={note} className={classes.note} data-bad={verdict === 'impossible' || undefined}>
          {note}
        </p>
      ))}
      {lines.length === 0 ? null : verdict === 'created' ? (
        <details className={classes.details}>
          <summary>{t('settings.moving.details')}</summary>
          <Lines lines={lines} />
        </details>
      ) : (
        <Lines lines={lines} />
      )}
    </li>
  )
}

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul className={classes.lines}>
    {lines.map(line => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)
