// A delivery as it is put in line: nothing was tried yet.
import { asId, type Ids } from '../../domain/ids.ts'
import type { Delivery } from '../../storage/webhook-store.ts'

/** All but for whom it is and what it says. */
export const newDelivery = (
  ids: Pick<Ids, 'next'>,
  at: number,
): Omit<Delivery, 'webhookId' | 'caseId' | 'conversationId' | 'eventId' | 'type' | 'body'> => ({
  id: asId(ids.next()),
  madeAt: at,
  queuedAt: at,
  state: 'waiting',
  attempts: 0,
  nextTryAt: at,
  triedAt: null,
  tookMs: null,
  status: null,
  answer: '',
  trouble: null,
})
