// The form that a user task shows the agent, as the editor shows it and as the diagram keeps it.

import { takenNames } from '../../../../main/domain/process.ts'
import { type FormFieldType, formFieldTypes } from '../../../../main/domain/process-form.ts'
import { t } from '../../../words/words.ts'
import { type Make, type Node, nodesIn, textIn } from '../canvas/element.ts'
import { extensionsIn, withExtensions } from './task-fields.ts'

export interface DrawnField {
  readonly name: string
  readonly label: string
  readonly type: FormFieldType
  readonly required: boolean
  readonly value: string
  readonly options: readonly string[]
}

export const readForm = (node: Node): readonly DrawnField[] =>
  extensionsIn(node)
    .filter(({ $type }) => $type === 'parley:FormField')
    .map(one => {
      const type = textIn(one, 'type')
      return {
        name: textIn(one, 'name'),
        label: textIn(one, 'label'),
        type: formFieldTypes.find(known => known === type) ?? 'text',
        required: one.get('required') === true,
        value: textIn(one, 'value'),
        options: nodesIn(one, 'options').map(option => textIn(option, 'value')),
      }
    })

export const withForm = (make: Make, node: Node, fields: readonly DrawnField[]): Readonly<Record<string, unknown>> =>
  withExtensions(
    make,
    node,
    'parley:FormField',
    fields.map(({ name, label, type, required, value, options }) =>
      make('parley:FormField', {
        name,
        label,
        type,
        ...(required ? { required } : {}),
        ...(value === '' ? {} : { value }),
        ...(type === 'choice' ? { options: options.map(option => make('parley:Option', { value: option })) } : {}),
      }),
    ),
  )

/** A name for what is called so, that no other field has: "Order number" is orderNumber. */
export const nameFor = (label: string, others: readonly string[]): string => {
  const words = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
  const joined = words.map((word, i) => (i === 0 ? word.toLowerCase() : upperFirst(word.toLowerCase()))).join('')
  const stem = /^[A-Za-z]/.test(joined) ? joined.slice(0, 40) : `field${upperFirst(joined)}`.slice(0, 40)
  for (let count = 1; ; count++) {
    const name = count === 1 ? stem : `${stem}${count}`
    if (!others.includes(name) && !takenNames.has(name)) return name
  }
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What will not do about the name of a field or a result; null: nothing. */
export const nameFault = (name: string, others: readonly string[]): string | null => {
  if (!/^[A-Za-z_]\w*$/.test(name)) return t('process.form.nameWrong')
  if (takenNames.has(name)) return t('process.form.nameTaken', { name })
  return others.includes(name) ? t('process.form.nameTwice', { name }) : null
}
