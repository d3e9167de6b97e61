// A list and, beside it, the form of the row that is open; where there is no room for both, the form alone.
import type { ReactNode } from 'react'
import classes from './ListAndEditor.module.css'

export const ListAndEditor = ({ list, editor }: { readonly list: ReactNode; readonly editor: ReactNode | null }) => (
  <div className={classes.both} data-open={editor === null ? undefined : true}>
    <div className={classes.list}>{list}</div>
    {editor === null ? null : <div className={classes.editor}>{editor}</div>}
  </div>
)
