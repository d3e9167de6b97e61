// The login at Facebook that a workstation begins here, as the app's secret is here.
import type { FromRelay } from './protocol.ts'

/** What the workstation is told. */
export const beginLogin = (wish: string): FromRelay => ({
  type: 'loggedIn',
  wish,
  pages: [],
  trouble: 'This relay cannot log in at Facebook. Enter the page’s number and token by hand.',
})
