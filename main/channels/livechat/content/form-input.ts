// Forms and filled forms as programs send them, read into our content. Source: "Form", "Filled form" of the Agent and Customer
// Chat API, 3.6.
import { z } from 'zod'
import type { QueueId } from '../../../domain/ids.ts'
import {
  type FilledField,
  type FilledFormContent,
  type FormContent,
  type FormField,
  type FormOption,
  fieldTypes,
} from '../../../domain/message-content.ts'

/** The numbers under which programs know queues. */
export type Groups = ReadonlyMap<QueueId, number>

/** A chooser of queues is one of groups there. */
const types = fieldTypes.map(type => (type === 'queueChooser' ? ('group_chooser' as const) : type))

const text = z.string().max(16_384)
const option = z.object({
  id: z.string().max(500).nullish(),
  label: text.nullish(),
  group_id: z.number().int().nullish(),
})
const field = z.object({
  type: z.enum(types),
  id: z.string().max(500).nullish(),
  label: text.nullish(),
  required: z.boolean().nullish(),
  options: z.array(option).max(200).nullish(),
})
const filledField = field.extend({
  answer: z.union([text, option, z.array(option).max(200)]).nullish(),
  answers: z.array(option).max(200).nullish(),
})
const head = { form_id: z.string().max(500).nullish(), form_type: z.string().max(100).nullish() }

export const form = z.object({ type: z.literal('form'), ...head, fields: z.array(field).min(1).max(100) })
export const filledForm = z.object({
  type: z.literal('filled_form'),
  ...head,
  fields: z.array(filledField).min(1).max(100),
})

export const formContentOf = (groups: Groups, given: z.output<typeof form>): FormContent => ({
  type: 'form',
  ...headOf(given),
  fields: given.fields.map(one => ({
    ...fieldOf(one),
    isRequired: one.required ?? false,
    options: (one.options ?? []).map(choice => optionOf(groups, choice)),
  })),
})

export const filledFormContentOf = (groups: Groups, given: z.output<typeof filledForm>): FilledFormContent => ({
  type: 'filledForm',
  ...headOf(given),
  fields: given.fields.map(one => ({ ...fieldOf(one), answer: answerOf(groups, one) })),
})

const headOf = ({
  form_id,
  form_type,
}: {
  form_id?: string | null | undefined
  form_type?: string | null | undefined
}) => ({
  formId: form_id ?? '',
  formType: form_type ?? '',
})

const fieldOf = ({ type, id, label }: z.output<typeof field>): Pick<FormField, 'type' | 'id' | 'label'> => ({
  type: type === 'group_chooser' ? 'queueChooser' : type,
  id: id ?? '',
  label: label ?? '',
})

const answerOf = (groups: Groups, { answer, answers }: z.output<typeof filledField>): FilledField['answer'] => {
  if (answers != null) return answers.map(one => optionOf(groups, one))
  if (answer == null || typeof answer === 'string') return answer ?? null
  return (Array.isArray(answer) ? answer : [answer]).map(one => optionOf(groups, one))
}

const optionOf = (groups: Groups, { id, label, group_id }: z.output<typeof option>): FormOption => ({
  id: id ?? '',
  label: label ?? '',
  queueId: group_id == null ? null : queueNumbered(groups, group_id),
})

const queueNumbered = (groups: Groups, number: number): string => {
  for (const [queueId, known] of groups) if (known === number) return queueId
  return String(number)
}
