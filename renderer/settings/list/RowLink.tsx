// The name in a row: a link that the whole row presses, and that says when its row is the open one.
import type { ReactNode } from 'react'
import { goTo } from '../frame/leaving.ts'
import classes from './Listing.module.css'

export interface RowLinkProps {
  readonly href: string
  readonly isOpen: boolean
  readonly children: ReactNode
}

export const RowLink = ({ href, isOpen, children }: RowLinkProps) => (
  <a
    data-row
    href={href}
    className={classes.link}
    {...(isOpen ? { 'aria-current': 'true' as const } : {})}
    onClick={event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      goTo(href)
    }}
  >
    {children}
  </a>
)
