// Says what was done, with a key to take it back for as long as the words stand there.
import { notifications } from '@mantine/notifications'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import classes from './SayUndo.module.css'

export const sayUndo = (message: string, undo: () => void): void => {
  const id = notifications.show({
    message: (
      <span className={classes.line}>
        <span>{message}</span>
        <Button
          small
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          {t('settings.undo')}
        </Button>
      </span>
    ),
    autoClose: 10_000,
    withBorder: true,
  })
}
