// A button that is only a picture: always with a name for those who cannot see it and a tooltip for those who can.
import type { ComponentProps, ReactNode } from 'react'
import classes from './IconButton.module.css'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'name'> {
  readonly name: string
  /** Shown after the name in the tooltip. */
  readonly keys?: string
  readonly pressed?: boolean
  readonly large?: boolean
  readonly children: ReactNode
}

/** The tooltip is the browser's own: there are two of these on each message, and a conversation must open at once. */
export const IconButton = ({ name, keys, pressed, large, children, className, ...rest }: IconButtonProps) => (
  <button
    type="button"
    title={keys === undefined ? name : `${name} · ${keys}`}
    aria-label={name}
    {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
    {...rest}
    className={`${classes.icon} ${large ? classes.large : ''} ${className ?? ''}`}
  >
    {children}
  </button>
)
