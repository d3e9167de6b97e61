// Asks why a contact is to be banned, and says what a ban means.
import { Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ContactView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { banContact } from '../../stores/contact-deeds.ts'
import { t } from '../../words/words.ts'
import classes from './ContactPage.module.css'

export interface BanDialogProps {
  readonly contact: Pick<ContactView, 'id' | 'name'>
  readonly opened: boolean
  readonly onClose: () => void
}

export const BanDialog = ({ contact, opened, onClose }: BanDialogProps) => {
  const [reason, setReason] = useState('')
  const ban = async () => {
    if (!(await banContact(contact, reason.trim()))) return
    setReason('')
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('contact.ban.title', { name: contact.name })}
      closeButtonProps={{ 'aria-label': t('close.dialog') }}
    >
      <form
        className={classes.dialog}
        onSubmit={event => {
          event.preventDefault()
          void ban()
        }}
      >
        <p>{t('contact.ban.explains')}</p>
        <Textarea
          data-autofocus
          label={t('contact.ban.reason')}
          description={t('contact.ban.reasonHint')}
          autosize
          minRows={2}
          maxLength={1_000}
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
        <div className={classes.answers}>
          <Button onClick={onClose}>{t('close.cancel')}</Button>
          <Button weight="danger" type="submit">
            {t('contact.ban.do')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
