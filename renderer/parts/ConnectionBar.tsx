// A quiet bar above a window that has lost the workstation, for as long as it is looked for.
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useConnection } from '../stores/door.ts'
import { t } from '../words/words.ts'
import classes from './Bar.module.css'

export const ConnectionBar = () => {
  const state = useConnection(connection => connection.state)
  return state === 'reconnecting' ? (
    <div className={classes.bar} role="status">
      <IconPlugConnectedX size={16} aria-hidden />
      <span>{t('connection.reconnecting')}</span>
    </div>
  ) : null
}
