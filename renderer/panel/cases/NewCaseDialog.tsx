// Writes a case down that no chat brought: a subject, a description, mine to begin with.
import { Modal, Textarea, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { longestDescription, longestSubject } from '../../../main/domain/case.ts'
import { Button } from '../../parts/Button.tsx'
import { putCase } from '../../stores/cases.ts'
import { ask } from '../../stores/door.ts'
import { openCase } from '../../stores/place.ts'
import { refusedBy } from '../../stores/refused.ts'
import { myId } from '../../stores/session.ts'
import { t } from '../../words/words.ts'
import { useDialogs } from '../dialogs.ts'
import classes from './CasePage.module.css'

export const NewCaseDialog = () => {
  const opened = useDialogs(dialogs => dialogs.newCase)
  const close = () => useDialogs.setState({ newCase: false })
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('cases.new')}
      closeButtonProps={{ 'aria-label': t('close.dialog') }}
    >
      {opened ? <NewCase onDone={close} /> : null}
    </Modal>
  )
}

const NewCase = ({ onDone }: { readonly onDone: () => void }) => {
  const [subject, setSubject] = useState('')
  const [description, setDescription] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // One key for this dialog: a second try after a broken line makes no second case.
  const key = useRef<string>(crypto.randomUUID())
  const submit = async () => {
    if (busy) return
    if (subject.trim() === '') return setTrouble(t('cases.subjectMissing'))
    setBusy(true)
    try {
      const input = { subject: subject.trim(), description, assigneeId: myId(), idempotencyKey: key.current }
      const made = await ask().cases.create(input)
      putCase(made)
      onDone()
      openCase(made.id)
    } catch (error) {
      const refused = refusedBy(error)
      setTrouble(refused.kind === 'refused' ? refused.sentence : t('connection.noAnswer'))
      setBusy(false)
    }
  }
  return (
    <form
      className={classes.dialog}
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextInput
        data-autofocus
        label={t('cases.subject')}
        required
        withAsterisk={false}
        dir="auto"
        maxLength={longestSubject}
        value={subject}
        error={trouble}
        onChange={event => {
          setSubject(event.currentTarget.value)
          setTrouble(null)
        }}
      />
      <Textarea
        label={t('cases.description')}
        dir="auto"
        autosize
        minRows={4}
        maxRows={12}
        maxLength={longestDescription}
        value={description}
        onChange={event => setDescription(event.currentTarget.value)}
      />
      <div className={classes.answers}>
        <Button onClick={onDone}>{t('close.cancel')}</Button>
        <Button type="submit" weight="accent" disabled={busy}>
          {t('cases.create')}
        </Button>
      </div>
    </form>
  )
}
