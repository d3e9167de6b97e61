// Opens the settings: on the desktop in their own window, in a browser in a tab of their own.
import { useSession } from '../stores/session.ts'

export const openSettings = (): void => {
  const address = new URL(location.href)
  address.hash = '#settings'
  // The desktop turns an opened "#settings" into its settings window; a browser into a tab that is reused.
  const opened = window.open(address, 'parley-settings')
  if (opened === null && useSession.getState().info?.host === 'hub') location.hash = '#settings'
}
