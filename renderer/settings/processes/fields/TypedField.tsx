// A line or an area of text that goes into the diagram, with a menu of what can be filled in.
import { Textarea, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { InsertName } from './InsertName.tsx'
import type { KnownGroup } from './known-names.ts'
import { useTyped } from './use-typed.ts'

export interface TypedFieldProps {
  readonly label: string
  readonly value: string
  readonly onCommit: (text: string) => void
  readonly help?: string | undefined
  readonly error?: string | null | undefined
  readonly required?: boolean
  readonly long?: boolean
  /** What can be filled in; none: no menu. */
  readonly names?: readonly KnownGroup[]
  /** braces: {{name}} in a text; bare: name in FEEL. */
  readonly insert?: 'braces' | 'bare'
  readonly code?: boolean
  readonly placeholder?: string
}

export const TypedField = (props: TypedFieldProps) => {
  const { label, value, onCommit, help, error, required = false, long = false, names, insert = 'braces' } = props
  const typed = useTyped(value, onCommit)
  const line = useRef<HTMLInputElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)

  const put = (name: string) => {
    const field = line.current ?? area.current
    const written = insert === 'braces' ? `{{${name}}}` : name
    const from = field?.selectionStart ?? typed.text.length
    const to = field?.selectionEnd ?? typed.text.length
    typed.type(typed.text.slice(0, from) + written + typed.text.slice(to))
    setTimeout(() => {
      field?.focus()
      field?.setSelectionRange(from + written.length, from + written.length)
    })
  }
  const menu = names === undefined ? null : <InsertName label={label} names={names} onInsert={put} />
  const common = {
    label,
    required,
    value: typed.text,
    error: error ?? null,
    description: help,
    placeholder: props.placeholder ?? '',
    autoComplete: 'off',
    spellCheck: props.code !== true,
    styles: props.code === true ? { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } } : {},
    rightSection: menu,
    rightSectionWidth: menu === null ? 0 : 32,
    onBlur: typed.flush,
  }
  return long ? (
    <Textarea
      {...common}
      ref={area}
      autosize
      minRows={2}
      maxRows={10}
      rightSectionProps={{ style: { alignItems: 'flex-start', paddingTop: 3 } }}
      onChange={event => typed.type(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...common} ref={line} onChange={event => typed.type(event.currentTarget.value)} />
  )
}
