// A button with words, in five weights: plain, accent (the one thing to do), ring (takes what rings), danger, quiet.
import type { ComponentProps, ReactNode } from 'react'
import classes from './Button.module.css'

export interface ButtonProps extends ComponentProps<'button'> {
  readonly weight?: 'plain' | 'accent' | 'ring' | 'danger' | 'quiet'
  readonly small?: boolean
  /** The key that does the same, shown as a hint. */
  readonly keys?: string
  readonly children: ReactNode
}

export const Button = ({ weight = 'plain', small, keys, children, className, ...rest }: ButtonProps) => (
  <button
    type="button"
    {...rest}
    className={`${classes.button} ${classes[weight]} ${small ? classes.small : ''} ${className ?? ''}`}
  >
    {children}
    {keys === undefined ? null : (
      <kbd className={classes.keys} aria-hidden>
        {keys}
      </kbd>
    )}
  </button>
)
