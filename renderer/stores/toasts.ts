// Short words at the edge of the screen: what was done, or a refusal. Never a question, never in the way.
import { notifications } from '@mantine/notifications'
import { t } from '../words/words.ts'
import { refusedBy } from './refused.ts'

/** What all of them have: an edge, and a cross with a name for those who cannot see it. */
export const look = () => ({ withBorder: true, closeButtonProps: { 'aria-label': t('toast.dismiss') } })

export const say = (message: string): void => {
  notifications.show({ message, autoClose: 4_000, ...look() })
}

export const sayTrouble = (message: string): void => {
  notifications.show({ message, color: 'red', autoClose: 8_000, ...look() })
}

/** The sentence of a refusal as it came; of anything else, that there is no connection. */
export const sayRefusal = (error: unknown): void => {
  const refused = refusedBy(error)
  sayTrouble(refused.kind === 'refused' ? refused.sentence : t('connection.noAnswer'))
}
