// A button that is only a picture: always with a name for those who cannot see it and a tooltip for those who can.
import { Tooltip } from '@mantine/core'
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

export const IconButton = ({ name, keys, pressed, large, children, className, ...rest }: IconButtonProps) => (
  <Tooltip label={keys === undefined ? name : `${name} · ${keys}`}>
    <button
      type="button"
      aria-label={name}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...rest}
      className={`${classes.icon} ${large ? classes.large : ''} ${className ?? ''}`}
    >
      {children}
    </button>
  </Tooltip>
)
