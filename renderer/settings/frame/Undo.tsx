// What was deleted can be had back: a short word at the edge of the screen with "Undo", there long enough to be reached.
import { notifications } from '@mantine/notifications'
import { Button } from '../../parts/Button.tsx'
import { look } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import classes from './Undo.module.css'

/** The toast waits while the pointer or the keyboard is on it. */
const shownForMs = 8_000

export const sayWithUndo = (message: string, undo: () => Promise<void>): void => {
  const id = `undo-${crypto.randomUUID()}`
  const onUndo = () => {
    notifications.hide(id)
    void undo()
  }
  notifications.show({
    id,
    autoClose: shownForMs,
    ...look(),
    message: (
      <div className={classes.toast}>
        <span className={classes.words}>{message}</span>
        <Button small onClick={onUndo}>
          {t('settings.undo')}
        </Button>
      </div>
    ),
  })
}
