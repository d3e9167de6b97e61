// A page's list: what it is, what can be added, the rows. Arrow keys walk from row to row.
import { type KeyboardEvent, type ReactNode, useId } from 'react'
import classes from './Listing.module.css'

export interface ListingProps {
  readonly title: string
  readonly intro: string
  readonly add: ReactNode
  readonly filters?: ReactNode
  readonly children: ReactNode
  /** Under the rows. */
  readonly foot?: ReactNode
}

export const Listing = ({ title, intro, add, filters, children, foot }: ListingProps) => {
  const titleId = useId()
  return (
    <section className={classes.listing} aria-labelledby={titleId}>
      <header className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          {title}
        </h2>
        <p className={classes.intro}>{intro}</p>
        <div className={classes.filters}>{filters}</div>
        <div data-add>{add}</div>
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is pressed; this only moves between them */}
      <div className={classes.rows} onKeyDown={walk}>
        {children}
      </div>
      {foot}
    </section>
  )
}

const walk = (event: KeyboardEvent<HTMLElement>) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || !(event.target instanceof HTMLElement) || !event.target.matches('[data-row]')) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  rows[rows.indexOf(event.target) + step]?.focus()
  event.preventDefault()
}
