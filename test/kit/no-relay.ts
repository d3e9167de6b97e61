// For workstations of tests that have nothing to do with a relay.
import { refuse } from '../../main/domain/refusal.ts'
import type { RelayCaller } from '../../main/services/relay/relay-line.ts'

export const noRelay: RelayCaller = {
  pair: async () => refuse('unavailable', 'There is no relay in this test.'),
  open: () => ({ tell() {}, beginLogin: () => false, leave() {}, ended: async () => {} }),
}
