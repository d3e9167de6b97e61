// What the case is about, as a form: what is typed stays until it is saved, and nothing goes over what somebody else did unasked.
import { Textarea, TextInput } from '@mantine/core'
import { longestAccount, longestDescription, longestSubject } from '../../../main/domain/case.ts'
import type { CaseView } from '../../../preload/views.ts'
import { Notice } from '../../settings/frame/Notice.tsx'
import { dropEdit, keepMine, textOf, typeIn, useCaseEdits } from '../../stores/case-edits.ts'
import { openContact } from '../../stores/place.ts'
import { t } from '../../words/words.ts'
import classes from './CasePage.module.css'
import { Overtaken } from './Overtaken.tsx'

export const CaseTexts = ({ one }: { readonly one: CaseView }) => {
  const edit = useCaseEdits(edits => edits.byCase.get(one.id))
  const text = edit?.text ?? textOf(one)
  const trouble = edit?.trouble ?? null
  const errorOf = (field: string) => (trouble?.field === field ? trouble.sentence.replace(`${field}: `, '') : null)
  const isClosed = one.status === 'closed'
  const field = (name: keyof typeof text) => ({
    readOnly: isClosed,
    value: text[name],
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) => typeIn(one, { [name]: event.currentTarget.value }),
  })
  return (
    <section className={classes.texts} aria-label={t('cases.about')}>
      {edit?.isOvertaken ? (
        <Overtaken base={edit.base} now={one} onTheirs={() => dropEdit(one.id)} onMine={() => void keepMine(one)} />
      ) : null}
      {trouble === null || ['subject', 'description', 'account'].includes(trouble.field ?? '') ? null : (
        <Notice tone="bad">{trouble.sentence}</Notice>
      )}
      <TextInput label={t('cases.subject')} dir="auto" maxLength={longestSubject} {...field('subject')} />
      <Textarea
        label={t('cases.description')}
        dir="auto"
        autosize
        minRows={4}
        maxRows={18}
        maxLength={longestDescription}
        {...field('description')}
      />
      <div className={classes.pair}>
        <TextInput label={t('cases.account')} dir="auto" maxLength={longestAccount} {...field('account')} />
        <div className={classes.fact}>
          <span>{t('cases.contact')}</span>
          {one.contact === null ? <b>{t('cases.noContact')}</b> : <ContactLink contact={one.contact} />}
        </div>
      </div>
    </section>
  )
}

const ContactLink = ({ contact }: { readonly contact: NonNullable<CaseView['contact']> }) => (
  <button type="button" className={classes.link} dir="auto" onClick={() => openContact(contact.id)}>
    {contact.name}
  </button>
)
