// Asks why a contact is to be banned, and says what a ban means.
import { Modal, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ContactView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { banContact } from '../../stores/contact-deeds.ts'
import { t } from '../../words/words.ts'
import classes from './ContactPage.module.css'

/** In days; '': until somebody lifts it. */
const lengths = ['', '1', '7', '30'] as const
type Length = (typeof lengths)[number]

export interface BanDialogProps {
  readonly contact: Pick<ContactView, 'id' | 'name'>
  readonly opened: boolean
  readonly onClose: () => void
}

export const BanDialog = ({ contact, opened, onClose }: BanDialogProps) => {
  const [reason, setReason] = useState('')
  const [days, setDays] = useState<Length>('')
  const [isBusy, setBusy] = useState(false)
  const ban = async () => {
    if (isBusy) return
    setBusy(true)
    const isDone = await banContact(contact, reason.trim(), days === '' ? null : Number(days))
    setBusy(false)
    if (!isDone) return
    setReason('')
    setDays('')
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
        <NativeSelect
          label={t('contact.ban.length')}
          data={lengths.map(value => ({ value, label: t(`contact.ban.length.${value === '' ? 'open' : value}`) }))}
          value={days}
          onChange={event => setDays(lengths.find(one => one === event.currentTarget.value) ?? '')}
        />
        <div className={classes.answers}>
          <Button onClick={onClose}>{t('close.cancel')}</Button>
          <Button weight="danger" type="submit" disabled={isBusy}>
            {t('contact.ban.do')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
