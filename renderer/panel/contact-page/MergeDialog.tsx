// Before a merge: of each field that differs, whose value stays. Everything else is joined, and the whole can be undone.
import { Modal, Radio } from '@mantine/core'
import { useState } from 'react'
import type { Side } from '../../../main/domain/contact/merge.ts'
import type { ContactView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { sayWithUndo } from '../../settings/frame/Undo.tsx'
import { undoMerge } from '../../stores/contact-deeds.ts'
import { ask } from '../../stores/door.ts'
import { useOwnFields } from '../../stores/own-fields.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import classes from './ContactPage.module.css'
import { differing, type ProfileRow, profileRows } from './profile-rows.ts'

export interface MergeDialogProps {
  readonly survivor: ContactView
  readonly other: ContactView
  readonly onClose: () => void
}

export const MergeDialog = ({ survivor, other, onClose }: MergeDialogProps) => {
  const fields = useOwnFields()
  const rows = differing(profileRows(survivor, other, fields))
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({})
  const [isBusy, setBusy] = useState(false)
  const merge = async () => {
    setBusy(true)
    try {
      const versions = { survivor: survivor.version, other: other.version }
      const { mergeId } = await ask().contacts.merge({ contactId: survivor.id, otherId: other.id, choices, versions })
      onClose()
      sayWithUndo(t('contact.merge.done', { name: other.name, into: survivor.name }), async () => {
        if (await undoMerge(mergeId)) say(t('contact.merge.undone', { name: other.name }))
      })
    } catch (error) {
      sayRefusal(error)
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('contact.merge.title', { name: other.name, into: survivor.name })}
      closeButtonProps={{ 'aria-label': t('close.dialog') }}
    >
      <form
        className={classes.dialog}
        onSubmit={event => {
          event.preventDefault()
          void merge()
        }}
      >
        <p>{t('contact.merge.explains')}</p>
        {rows.map(row => (
          <Choice
            key={row.field}
            row={row}
            chosen={choices[row.field] ?? row.takes}
            onChoose={side => setChoices({ ...choices, [row.field]: side })}
          />
        ))}
        <div className={classes.answers}>
          <Button onClick={onClose}>{t('close.cancel')}</Button>
          <Button weight="accent" type="submit" disabled={isBusy} data-autofocus>
            {t('contact.merge.do')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

interface ChoiceProps {
  readonly row: ProfileRow
  /** Null: both. */
  readonly chosen: Side | null
  readonly onChoose: (side: Side) => void
}

const Choice = ({ row, chosen, onChoose }: ChoiceProps) => (
  <Radio.Group
    label={row.caption}
    value={chosen ?? 'both'}
    onChange={side => {
      if (side === 'survivor' || side === 'other') onChoose(side)
    }}
  >
    <div className={classes.choice}>
      <Radio value="survivor" label={row.survivor || t('contact.nothing')} />
      <Radio value="other" label={row.other || t('contact.nothing')} />
      {row.takes === null ? <Radio value="both" label={t('contact.merge.both')} disabled={chosen !== null} /> : null}
    </div>
  </Radio.Group>
)
