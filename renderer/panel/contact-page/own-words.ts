// Values of fields of one's own as people read and write them.
import { numberOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'

export type OwnValue = string | number | boolean

export const ownWords = (value: OwnValue | undefined): string => {
  if (value === undefined) return ''
  if (typeof value === 'boolean') return value ? t('contact.yes') : t('contact.no')
  return typeof value === 'number' ? numberOf(value) : value
}

/** A comma is a decimal point to many; what is no number goes as it was typed, for the workstation to refuse in words. */
export const numberIn = (text: string): number | string => {
  const number = Number(text.replace(/\s/gu, '').replace(/^(-?\d+),(\d+)$/u, '$1.$2'))
  return Number.isFinite(number) ? number : text
}
