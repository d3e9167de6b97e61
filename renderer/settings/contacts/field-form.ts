// A contact field as its form shows it, and as the contract wants it.
import { type OwnFieldKind, ownFieldKinds } from '../../../main/domain/contact/own-field.ts'
import type { OwnFieldView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'
import { checkText, type Wrong, wrongOnly } from '../form/check.ts'

export interface FieldForm {
  readonly name: string
  readonly kind: OwnFieldKind
  /** One on each line. */
  readonly options: string
}

export const emptyField: FieldForm = { name: '', kind: 'text', options: '' }

export const fieldForm = ({ name, kind, options }: OwnFieldView): FieldForm => ({
  name,
  kind,
  options: options.join('\n'),
})

export const kindWords = (kind: OwnFieldKind): string => t(`settings.contacts.kind.${kind}`)
export const kinds = ownFieldKinds.map(kind => ({ value: kind, label: kindWords(kind) }))
export const isKind = (text: string | null): text is OwnFieldKind => ownFieldKinds.some(kind => kind === text)

const optionsOf = ({ kind, options }: FieldForm): string[] =>
  kind === 'choice'
    ? options
        .split('\n')
        .map(option => option.trim())
        .filter(option => option !== '')
    : []

export const checkField = (form: FieldForm): Wrong<FieldForm> => {
  const options = optionsOf(form)
  return wrongOnly<FieldForm>({
    name: checkText(form.name, 200),
    options:
      form.kind !== 'choice'
        ? null
        : options.length < 2
          ? t('settings.contacts.optionsMissing')
          : new Set(options).size < options.length
            ? t('settings.contacts.optionsTwice')
            : null,
  })
}

export const fieldInput = (form: FieldForm) => ({ name: form.name.trim(), options: optionsOf(form) })
