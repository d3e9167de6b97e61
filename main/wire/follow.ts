// What happens, as a stream that any carrier can end at any moment. While it is open the agent's workstation counts as connected.
import { AsyncIteratorClass, withEventMeta } from '@orpc/server'
import type { Followed } from '../../preload/views.ts'
import type { AdmittedCall } from './call.ts'
import { bug } from './outcomes.ts'
import { followedView } from './views/followed.ts'

/** Each numbered event carries its number as the stream's event id, so that a client resumes by the last one it saw. */
export const followEvents = (call: AdmittedCall, since: number | undefined, signal: AbortSignal | undefined) => {
  const { services, actor, standing, token } = call
  const over = new AbortController()
  const end = () => over.abort()
  const disconnect = services.presence.connect(actor.agentId)
  const forget = token === null ? () => {} : standing.keep(token, end)
  signal?.addEventListener('abort', end, { once: true })
  if (signal?.aborted) end()
  const items = services.feed.follow(actor, since, over.signal)

  return new AsyncIteratorClass<Followed, unknown, void>(
    async () => {
      await call.ready?.()
      const { done, value } = await items.next().catch(error => {
        throw bug(call.log, 'events/follow', error)
      })
      if (done) return { done: true, value: undefined }
      const followed = followedView(value)
      return {
        done: false,
        value: followed.seq === undefined ? followed : withEventMeta(followed, { id: String(followed.seq) }),
      }
    },
    async () => {
      // First the signal: the feed may be waiting for something to happen.
      end()
      signal?.removeEventListener('abort', end)
      forget()
      disconnect()
    },
  )
}
