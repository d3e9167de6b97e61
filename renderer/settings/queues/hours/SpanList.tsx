// The hours of one day: times to type, one more, one less. A day without any is closed.
import { TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import type { Span } from '../../../../main/domain/working-hours.ts'
import { IconButton } from '../../../parts/IconButton.tsx'
import { t } from '../../../words/words.ts'
import classes from './Hours.module.css'
import { nextSpan, readTime } from './hours-form.ts'

export interface SpanListProps {
  /** What the day is called, for those who hear the controls. */
  readonly day: string
  readonly spans: readonly Span[]
  readonly wrong: boolean
  readonly onChange: (spans: readonly Span[]) => void
}

export const SpanList = ({ day, spans, wrong, onChange }: SpanListProps) => {
  const root = useRef<HTMLDivElement>(null)
  const set = (i: number, change: Partial<Span>) =>
    onChange(spans.map((span, at) => (at === i ? { ...span, ...change } : span)))
  const add = () => {
    onChange([...spans, nextSpan(spans)])
    requestAnimationFrame(() => [...(root.current?.querySelectorAll<HTMLElement>('[data-from]') ?? [])].at(-1)?.focus())
  }
  return (
    <div className={classes.spans} ref={root}>
      {spans.length === 0 ? <span className={classes.closed}>{t('settings.hours.closedDay')}</span> : null}
      {spans.map(({ from, to }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity of their own
        <div key={i} className={classes.span}>
          <TextInput
            data-from
            size="xs"
            value={from}
            aria-label={t('settings.hours.from', { day })}
            aria-invalid={wrong || undefined}
            error={wrong}
            className={classes.time ?? ''}
            inputMode="numeric"
            autoComplete="off"
            onChange={event => set(i, { from: event.currentTarget.value })}
            onBlur={event => set(i, { from: readTime(event.currentTarget.value) })}
          />
          <span className={classes.dash}>{t('settings.hours.until')}</span>
          <TextInput
            size="xs"
            value={to}
            aria-label={t('settings.hours.to', { day })}
            aria-invalid={wrong || undefined}
            error={wrong}
            className={classes.time ?? ''}
            inputMode="numeric"
            autoComplete="off"
            onChange={event => set(i, { to: event.currentTarget.value })}
            onBlur={event => set(i, { to: readTime(event.currentTarget.value) })}
          />
          <IconButton
            name={t('settings.hours.removeSpan', { from, to, day })}
            onClick={() => onChange(spans.filter((_, at) => at !== i))}
          >
            <IconX size={14} />
          </IconButton>
        </div>
      ))}
      <IconButton name={t('settings.hours.addSpan', { day })} className={classes.add ?? ''} onClick={add}>
        <IconPlus size={15} />
      </IconButton>
    </div>
  )
}
