// The form of a new access token: for what, what it may, how long. It can stand inside another form, so it is none to the browser.
import { MultiSelect, NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type KeyboardEvent, useState } from 'react'
import { scopes } from '../../../main/domain/access-token.ts'
import { placeRefusal } from '../../stores/place-refusal.ts'
import { t } from '../../words/words.ts'
import { Button } from '../Button.tsx'
import classes from './AccessTokens.module.css'
import { scopeInWords, scopesInWords } from './scope-words.ts'
import {
  choices,
  emptyToken,
  isChoice,
  isLife,
  isScope,
  lifeWords,
  lives,
  type NewToken,
  newToken,
  scopesOf,
  type TokenForm,
  wrongIn,
} from './token-form.ts'

export interface NewAccessTokenProps {
  /** Whose it is to be: what "as me" means. */
  readonly isMine: boolean
  readonly onMake: (input: NewToken) => Promise<void>
  readonly onCancel: () => void
}

export const NewAccessToken = ({ isMine, onMake, onCancel }: NewAccessTokenProps) => {
  const [isBusy, setBusy] = useState(false)
  const form = useForm<TokenForm>({ initialValues: emptyToken, validate: wrongIn })
  const { values } = form
  const submit = async () => {
    if (form.validate().hasErrors) return
    setBusy(true)
    try {
      await onMake(newToken(form.getValues(), Date.now()))
    } catch (error) {
      placeRefusal(form, error)
    }
    setBusy(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isBusy) return
    event.preventDefault()
    void submit()
  }
  return (
    <fieldset className={classes.form} aria-label={t('tokens.new')}>
      <TextInput
        label={t('tokens.label')}
        placeholder={t('tokens.labelExample')}
        data-autofocus
        autoFocus
        required
        autoComplete="off"
        maxLength={200}
        onKeyDown={onKeyDown}
        {...form.getInputProps('label')}
      />
      <NativeSelect
        label={t('tokens.may')}
        data={choices.map(choice => ({
          value: choice,
          label: t(choice === 'chatAsMe' && !isMine ? 'tokens.choice.chatAsBot' : `tokens.choice.${choice}`),
        }))}
        value={values.choice}
        onChange={({ currentTarget: { value } }) => {
          if (!isChoice(value)) return
          // Whoever chooses begins with what was chosen for them.
          if (value === 'chosen') form.setFieldValue('scopes', scopesOf(values))
          form.setFieldValue('choice', value)
        }}
      />
      {values.choice === 'chosen' ? (
        <MultiSelect
          label={t('tokens.scopes')}
          data={[...scopes]}
          searchable
          hidePickedOptions
          classNames={{ inputField: classes.bare ?? '' }}
          renderOption={({ option }) => (
            <span className={classes.option}>
              <code dir="ltr">{option.value}</code>
              <span>{isScope(option.value) ? scopeInWords(option.value) : null}</span>
            </span>
          )}
          {...form.getInputProps('scopes')}
          value={[...values.scopes]}
          onChange={chosen => form.setFieldValue('scopes', chosen.filter(isScope))}
        />
      ) : null}
      <p className={classes.may}>{scopesInWords(scopesOf(values))}</p>
      <NativeSelect
        label={t('tokens.life')}
        data={lives.map(life => ({ value: life, label: t(lifeWords[life]) }))}
        value={values.life}
        onChange={({ currentTarget: { value } }) => isLife(value) && form.setFieldValue('life', value)}
      />
      <TextInput
        label={t('tokens.client')}
        description={t('tokens.clientHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={onKeyDown}
        {...form.getInputProps('clientId')}
      />
      <div className={classes.deeds}>
        <Button weight="accent" disabled={isBusy} onClick={() => void submit()}>
          {t('tokens.make')}
        </Button>
        <Button onClick={onCancel}>{t('close.cancel')}</Button>
      </div>
    </fieldset>
  )
}
