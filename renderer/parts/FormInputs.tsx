// The fields of a form that a process shows: one input for each kind, with what is wrong at its place.
import { Checkbox, NumberInput, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core'
import type { FormField, FormValue, FormValues } from '../../main/domain/process-form.ts'
import classes from './FormInputs.module.css'

export type ShownField = Pick<FormField, 'name' | 'label' | 'type' | 'required' | 'options'>

export interface FormInputsProps {
  readonly fields: readonly ShownField[]
  readonly values: FormValues
  /** Sentences by field. */
  readonly errors?: Readonly<Record<string, string>>
  readonly disabled?: boolean
  readonly onChange: (values: FormValues) => void
}

export const FormInputs = ({ fields, values, errors = {}, disabled = false, onChange }: FormInputsProps) => (
  <div className={classes.fields}>
    {fields.map(field => (
      <OneInput
        key={field.name}
        field={field}
        value={values[field.name] ?? null}
        error={errors[field.name] ?? null}
        disabled={disabled}
        onChange={value => onChange({ ...values, [field.name]: value })}
      />
    ))}
  </div>
)

interface OneInputProps {
  readonly field: ShownField
  readonly value: FormValue
  readonly error: string | null
  readonly disabled: boolean
  readonly onChange: (value: FormValue) => void
}

/** As buttons up to so many: a list hides what there is to choose. */
const mostRadios = 4

const OneInput = ({ field, value, error, disabled, onChange }: OneInputProps) => {
  const { name, label, type, required, options } = field
  const text = typeof value === 'string' ? value : value === null ? '' : String(value)
  const common = { label, required, error, disabled, name, autoComplete: 'off', 'data-field': name }
  switch (type) {
    case 'text':
      return <TextInput {...common} value={text} onChange={event => onChange(event.currentTarget.value)} />
    case 'longText':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={8}
          value={text}
          onChange={event => onChange(event.currentTarget.value)}
        />
      )
    case 'number':
      return (
        <NumberInput
          {...common}
          hideControls
          value={typeof value === 'boolean' ? '' : (value ?? '')}
          onChange={next => onChange(next === '' ? null : next)}
        />
      )
    case 'date':
      return <TextInput {...common} type="date" value={text} onChange={event => onChange(event.currentTarget.value)} />
    case 'choice':
      return options.length <= mostRadios ? (
        <Radio.Group {...common} value={text} onChange={onChange}>
          <Stack gap={6} mt={4}>
            {options.map(option => (
              <Radio key={option} size="xs" value={option} label={option} disabled={disabled} />
            ))}
          </Stack>
        </Radio.Group>
      ) : (
        <Select {...common} data={[...options]} value={text === '' ? null : text} searchable onChange={onChange} />
      )
    case 'confirmation':
      return (
        <Checkbox
          size="xs"
          label={required ? `${label} *` : label}
          error={error}
          disabled={disabled}
          data-field={name}
          checked={value === true}
          onChange={event => onChange(event.currentTarget.checked)}
        />
      )
  }
}
