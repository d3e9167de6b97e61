// Tries the diagram on a chat: says what each step would do there, and touches nothing.
import { Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { FormValues } from '../../../../main/domain/process-form.ts'
import type { ChatSummary, DryRunView } from '../../../../preload/views.ts'
import { Button } from '../../../parts/Button.tsx'
import { FormInputs } from '../../../parts/FormInputs.tsx'
import { ask } from '../../../stores/door.ts'
import { sayRefusal } from '../../../stores/toasts.ts'
import { t } from '../../../words/words.ts'
import { Notice } from '../../frame/Notice.tsx'
import type { Drawing } from '../canvas/drawing.ts'
import { titleOf } from '../canvas/title.ts'
import fields from '../fields/Fields.module.css'
import { readForm } from '../fields/form-fields.ts'
import classes from './Editor.module.css'

export interface TryItProps {
  readonly drawing: Drawing
  readonly current: () => Promise<string>
  readonly result: DryRunView | null
  readonly onResult: (result: DryRunView | null) => void
}

export const TryIt = ({ drawing, current, result, onResult }: TryItProps) => {
  const [chats, setChats] = useState<readonly ChatSummary[] | null>(null)
  const [chatId, setChatId] = useState<string | null>(null)
  const [answers, setAnswers] = useState<Readonly<Record<string, FormValues>>>({})
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    ask()
      .chatService.getChats({ all: true })
      .then(answer => {
        const newest = answer.chats.toSorted((a, b) => b.openedAt - a.openedAt)
        setChats(newest)
        setChatId(newest[0]?.id ?? null)
      })
      .catch(sayRefusal)
  }, [])
  const forms = drawing.registry.filter(one => one.type === 'bpmn:UserTask' && one.labelTarget === undefined)
  const tryIt = async () => {
    if (chatId === null || isBusy) return
    setBusy(true)
    try {
      onResult(await ask().processes.dryRun({ xml: await current(), chatId, answers }))
    } catch (error) {
      sayRefusal(error)
    }
    setBusy(false)
  }
  return (
    <div className={fields.fields}>
      <div>
        <h3 className={fields.title}>{t('process.try.title')}</h3>
        <p className={fields.hint}>{t('process.try.help')}</p>
      </div>
      {chats?.length === 0 ? <Notice tone="info">{t('process.try.noChat')}</Notice> : null}
      <Select
        label={t('process.try.chat')}
        data={(chats ?? []).map(({ id, number, contact, queue }) => ({
          value: id,
          label: t('process.try.chatOf', { number, name: contact.name, queue: queue.name }),
        }))}
        value={chatId}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('process.next.nothing')}
        onChange={setChatId}
      />
      {forms.map(form => {
        const asked = readForm(form.businessObject)
        return asked.length === 0 ? null : (
          <fieldset key={form.id} className={fields.card}>
            <legend className={fields.way}>{t('process.try.answers', { name: titleOf(form) })}</legend>
            <FormInputs
              fields={asked.map(field => ({ ...field, label: field.label || field.name, required: false }))}
              values={answers[form.id] ?? {}}
              onChange={values => setAnswers({ ...answers, [form.id]: values })}
            />
          </fieldset>
        )
      })}
      <div>
        <Button weight="accent" disabled={chatId === null || isBusy} onClick={() => void tryIt()}>
          {t('process.try.run')}
        </Button>
      </div>
      {result === null ? null : <Result result={result} drawing={drawing} />}
    </div>
  )
}

const Result = ({ result, drawing }: { readonly result: DryRunView; readonly drawing: Drawing }) => (
  <div className={fields.stack} role="status">
    <div className={fields.heading}>{t('process.try.would')}</div>
    {result.steps.length === 0 ? null : (
      <ol className={classes.tried}>
        {result.steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a loop comes to the same element more than once
          <li key={`${step.elementId}/${at}`}>
            <button type="button" className={classes.triedStep} onClick={() => drawing.choose(step.elementId)}>
              <b>{step.name}</b>
              <span>{step.sentence}</span>
            </button>
          </li>
        ))}
      </ol>
    )}
    <Notice tone={result.finished ? 'ok' : 'bad'} quiet>
      {result.sentence}
    </Notice>
  </div>
)
