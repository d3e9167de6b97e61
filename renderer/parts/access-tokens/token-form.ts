// What is filled in for a new access token, and what of it goes to the workstation.
import { type Scope, type ScopePreset, scopePresets, scopes } from '../../../main/domain/access-token.ts'
import { DAY } from '../../../main/domain/clock.ts'
import { t, type Word } from '../../words/words.ts'

export const lives = ['30', '90', '365', 'none'] as const
export type Life = (typeof lives)[number]

export const choices = ['chatAsMe', 'readOnly', 'everything', 'chosen'] as const
export type Choice = (typeof choices)[number]

export interface TokenForm {
  readonly label: string
  readonly choice: Choice
  /** Of `chosen`. */
  readonly scopes: readonly Scope[]
  readonly life: Life
  readonly clientId: string
}

export const emptyToken: TokenForm = {
  label: '',
  choice: 'chatAsMe',
  scopes: scopePresets.chatAsMe,
  life: '90',
  clientId: '',
}

export interface NewToken {
  readonly label: string
  readonly scopes: Scope[]
  readonly expiresAt: number | null
  readonly clientId?: string
}

export const scopesOf = ({ choice, scopes: chosen }: TokenForm): readonly Scope[] =>
  choice === 'chosen' ? chosen : scopePresets[choice satisfies ScopePreset]

export const newToken = (form: TokenForm, now: number): NewToken => {
  const clientId = form.clientId.trim()
  return {
    label: form.label.trim(),
    scopes: [...scopesOf(form)],
    expiresAt: form.life === 'none' ? null : now + Number(form.life) * DAY,
    ...(clientId === '' ? {} : { clientId }),
  }
}

export const isScope = (text: string): text is Scope => (scopes as readonly string[]).includes(text)
export const isLife = (text: string): text is Life => (lives as readonly string[]).includes(text)
export const isChoice = (text: string): text is Choice => (choices as readonly string[]).includes(text)

export const lifeWords: Readonly<Record<Life, Word>> = {
  30: 'tokens.life.30',
  90: 'tokens.life.90',
  365: 'tokens.life.365',
  none: 'tokens.life.none',
}

/** Sentences by field; null: nothing is wrong with it. */
export const wrongIn = (form: TokenForm) => ({
  label: form.label.trim() === '' ? t('tokens.labelMissing') : null,
  scopes: scopesOf(form).length === 0 ? t('tokens.scopesMissing') : null,
  clientId: /^[\w.-]{0,100}$/.test(form.clientId.trim()) ? null : t('tokens.clientOdd'),
})
