// All keys on one page.
import { Modal } from '@mantine/core'
import { t } from '../../words/words.ts'
import { useDialogs } from '../dialogs.ts'
import classes from './CheatSheet.module.css'
import { shortcuts } from './shortcuts.ts'

export const CheatSheet = () => {
  const opened = useDialogs(dialogs => dialogs.keys)
  const rows = [
    { shown: 'Ctrl K', words: t('keys.palette') },
    ...shortcuts.map(one => ({ shown: one.shown, words: t(one.word) })),
    { shown: t('key.enter'), words: t('keys.send') },
    { shown: 'Shift Enter', words: t('keys.newline') },
    { shown: '↑ ↓', words: t('keys.answer') },
    { shown: '//', words: t('keys.canned') },
    { shown: 'Esc', words: t('keys.escape') },
  ]
  return (
    <Modal
      opened={opened}
      onClose={() => useDialogs.setState({ keys: false })}
      title={t('keys.name')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close.dialog') }}
    >
      <dl className={classes.sheet}>
        {rows.map(row => (
          <div key={row.words} className={classes.row}>
            <dt>
              <kbd>{row.shown}</kbd>
            </dt>
            <dd>{row.words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
