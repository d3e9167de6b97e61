// A form as it was sent to the customer, and one that came back filled in.
import type { ContentView } from '../../../../preload/views.ts'
import { t } from '../../../words/words.ts'
import { linked } from '../linked.tsx'
import classes from './Content.module.css'

type FormView = Extract<ContentView, { type: 'form' }>
type FilledView = Extract<ContentView, { type: 'filledForm' }>
type Answer = FilledView['fields'][number]['answer']

export const Form = ({ form }: { readonly form: FormView }) => (
  <div className={classes.form}>
    <span className={classes.mark}>{t('rich.form')}</span>
    <ol className={classes.fields}>
      {form.fields.map((field, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: fields of a form never change places, and ids are a stranger's
        <li key={i}>
          <span dir="auto">{field.label || field.id}</span>
          {field.isRequired ? <span className={classes.aside}>{t('rich.required')}</span> : null}
          {field.options.length === 0 ? null : (
            <span className={classes.aside} dir="auto">
              {field.options.map(option => option.label || option.id).join(' · ')}
            </span>
          )}
        </li>
      ))}
    </ol>
  </div>
)

export const FilledForm = ({ form }: { readonly form: FilledView }) => (
  <div className={classes.form}>
    <span className={classes.mark}>{t('rich.filledForm')}</span>
    <dl className={classes.answers}>
      {form.fields.map((field, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <div key={i}>
          <dt dir="auto">{field.label || field.id}</dt>
          <dd dir="auto">{answered(field.answer) ?? <span className={classes.aside}>{t('rich.noAnswer')}</span>}</dd>
        </div>
      ))}
    </dl>
  </div>
)

/** Null: left out. */
const answered = (answer: Answer) => {
  const said = Array.isArray(answer) ? answer.map(option => option.label || option.id).join(', ') : (answer ?? '')
  return said.trim() === '' ? null : linked(said)
}
