// A refusal at the field that it is about, without the name that programs know the field by; elsewhere when it is about none.

import { t } from '../words/words.ts'
import { refusedBy, refusedField } from './refused.ts'
import { sayTrouble } from './toasts.ts'

interface FormToTell {
  getValues(): object
  setFieldError(field: string, sentence: string): void
}

export const placeRefusal = (
  form: FormToTell,
  error: unknown,
  elsewhere: (sentence: string) => void = sayTrouble,
): void => {
  const refused = refusedBy(error)
  const field = refusedField(error)
  if (refused.kind === 'offline') elsewhere(t('connection.noAnswer'))
  else if (field === null || !(field in form.getValues())) elsewhere(refused.sentence)
  else form.setFieldError(field, withoutField(refused.sentence, field))
}

/** Beside its field, a sentence need not begin with the field's name. */
export const withoutField = (sentence: string, field: string): string => {
  if (!sentence.startsWith(`${field}: `)) return sentence
  const rest = sentence.slice(field.length + 2)
  return rest.charAt(0).toLocaleUpperCase() + rest.slice(1)
}
