// An approved template for a customer who has been silent too long: which one, its variables, and how it will read.
import { Modal, Select, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { filledTemplate, type MessageTemplate, unfilledVariable } from '../../../main/domain/message-template.ts'
import type { ChatSummary } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { now } from '../../stores/clock.ts'
import { ask } from '../../stores/door.ts'
import { refusedBy } from '../../stores/refused.ts'
import { send } from '../../stores/sending.ts'
import { t } from '../../words/words.ts'
import classes from './TemplateDialog.module.css'

export interface TemplateDialogProps {
  readonly chat: ChatSummary
  readonly onDone: () => void
}

export const TemplateDialog = ({ chat, onDone }: TemplateDialogProps) => (
  <Modal
    opened
    onClose={onDone}
    title={t('template.title', { name: chat.contact.name })}
    closeButtonProps={{ 'aria-label': t('close.dialog') }}
  >
    <Choice chat={chat} onDone={onDone} />
  </Modal>
)

const Choice = ({ chat, onDone }: TemplateDialogProps) => {
  const [all, setAll] = useState<readonly MessageTemplate[] | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [id, setId] = useState<string | null>(null)
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  useEffect(() => {
    ask()
      .messageManager.templates({ chatId: chat.id })
      .then(found => {
        setAll(found.templates)
        setId(found.templates[0]?.id ?? null)
      })
      .catch(error => {
        const refused = refusedBy(error)
        setFailed(refused.kind === 'refused' ? refused.sentence : t('connection.noAnswer'))
      })
  }, [chat.id])
  if (failed !== null) return <p role="alert">{failed}</p>
  if (all === null) return <p>{t('template.loading')}</p>
  const template = all.find(one => one.id === id)
  if (template === undefined) return <p>{t('template.none')}</p>
  const isReady = unfilledVariable(template, values) === undefined
  const submit = () => {
    if (!isReady) return
    const variables = Object.fromEntries(template.variables.map(({ key }) => [key, (values[key] ?? '').trim()]))
    const text = filledTemplate(template, variables)
    const chosen = { id: template.id, variables }
    send({
      chatId: chat.id,
      at: now(),
      text,
      note: false,
      replyTo: null,
      replyExcerpt: null,
      cannedReplyId: null,
      file: null,
      template: chosen,
    })
    onDone()
  }
  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <Select
        data-autofocus
        label={t('template.which')}
        placeholder={t('template.find')}
        data={all.map(one => ({ value: one.id, label: nameOf(one) }))}
        value={template.id}
        onChange={next => {
          setId(next ?? template.id)
          setValues({})
        }}
        allowDeselect={false}
        searchable={all.length > 6}
      />
      {template.variables.map(({ key, example }) => (
        <TextInput
          key={`${template.id} ${key}`}
          label={t('template.variable', { name: `{{${key}}}` })}
          placeholder={example === '' ? '' : t('template.example', { example })}
          required
          withAsterisk={false}
          maxLength={1_000}
          value={values[key] ?? ''}
          onChange={event => setValues({ ...values, [key]: event.currentTarget.value })}
        />
      ))}
      <figure className={classes.preview}>
        <figcaption>{t('template.preview', { name: chat.contact.name })}</figcaption>
        <blockquote dir="auto">{filledTemplate(template, values)}</blockquote>
        {template.extras.length === 0 ? null : <p>{t('template.brings', { extras: template.extras.join(', ') })}</p>}
      </figure>
      <div className={classes.foot}>
        <Button onClick={onDone}>{t('close.cancel')}</Button>
        <Button weight="accent" type="submit" disabled={!isReady}>
          {t('template.send')}
        </Button>
      </div>
    </form>
  )
}

const nameOf = ({ name, language }: MessageTemplate): string => (language === '' ? name : `${name} (${language})`)
