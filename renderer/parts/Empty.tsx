// What stands where there is nothing yet: it says what happens next.
import type { ReactNode } from 'react'
import classes from './Empty.module.css'

export const Empty = ({ title, children, picture }: { title: string; children?: ReactNode; picture?: ReactNode }) => (
  <div className={classes.empty}>
    {picture === undefined ? null : (
      <div className={classes.picture} aria-hidden>
        {picture}
      </div>
    )}
    <p className={classes.title}>{title}</p>
    {children === undefined ? null : <div className={classes.text}>{children}</div>}
  </div>
)
