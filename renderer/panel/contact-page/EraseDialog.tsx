// Asks once more before a contact is erased: what goes, what stays in backups and for how long; the name has to be typed.
import { Checkbox, Modal, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ContactView, HeldBackupsView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { useNow } from '../../stores/clock.ts'
import { eraseContact } from '../../stores/contact-deeds.ts'
import { ask } from '../../stores/door.ts'
import { goTo } from '../../stores/place.ts'
import { whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './ContactPage.module.css'

export interface EraseDialogProps {
  readonly contact: Pick<ContactView, 'id' | 'name'>
  readonly opened: boolean
  readonly onClose: () => void
}

export const EraseDialog = ({ contact, opened, onClose }: EraseDialogProps) => {
  const now = useNow()
  const [typed, setTyped] = useState('')
  const [renew, setRenew] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [held, setHeld] = useState<HeldBackupsView | null>(null)
  useEffect(() => {
    if (!opened) return
    setTyped('')
    setRenew(false)
    void ask()
      .contacts.backups({})
      .then(setHeld)
      .catch(() => setHeld(null))
  }, [opened])
  const isSure = typed.trim() === contact.name.trim()
  const erase = async () => {
    if (!isSure || isBusy) return
    setBusy(true)
    const done = await eraseContact(contact, renew)
    setBusy(false)
    if (done === null) return
    onClose()
    goTo({ chatId: null, messageId: null })
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('contact.erase.title', { name: contact.name })}
      closeButtonProps={{ 'aria-label': t('close.dialog') }}
    >
      <form
        className={classes.dialog}
        onSubmit={event => {
          event.preventDefault()
          void erase()
        }}
      >
        <p>{t('contact.erase.explains')}</p>
        {held === null || held.count === 0 || held.oldestAt === null ? null : (
          <>
            <p>
              {t('contact.erase.backups', {
                count: held.count,
                days: held.keptDays,
                oldest: whenOf(held.oldestAt, now),
              })}
            </p>
            <Checkbox
              label={t('contact.erase.renew')}
              description={t('contact.erase.renewHint')}
              checked={renew}
              onChange={event => setRenew(event.currentTarget.checked)}
            />
          </>
        )}
        <TextInput
          data-autofocus
          label={t('contact.erase.type', { name: contact.name })}
          autoComplete="off"
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <div className={classes.answers}>
          <Button onClick={onClose}>{t('close.cancel')}</Button>
          <Button weight="danger" type="submit" disabled={!isSure || isBusy}>
            {isBusy ? t('contact.erase.busy') : t('contact.erase.do')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
