// What one program told another through the chat: folded away, and readable for whoever wants to know.
import { t } from '../../../words/words.ts'
import classes from './Content.module.css'

export const CustomData = ({ data }: { readonly data: Readonly<Record<string, unknown>> }) => (
  <details className={classes.custom}>
    <summary>{t('rich.custom')}</summary>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: one must be able to scroll it by keyboard */}
    <pre className={classes.json} tabIndex={0}>
      {JSON.stringify(data, null, 2)}
    </pre>
  </details>
)
