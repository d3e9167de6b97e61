// Which buttons of a thread's rich messages stand pressed by its customer (Agent Chat API, "Rich message": user_ids), and what of
// that is news.
import type { InboundUpdate } from '../../../domain/unified-message.ts'
import * as wire from '../wire.ts'

/** By event, the ids of buttons. */
export type Presses = ReadonlyMap<string, ReadonlySet<string>>

export const pressesIn = (thread: wire.Thread, customerId: string | undefined): Presses => {
  const found = new Map<string, ReadonlySet<string>>()
  for (const event of thread.events ?? []) {
    const rich = wire.pressable.safeParse(event).data
    if (rich === undefined || customerId === undefined) continue
    const buttons = (rich.elements ?? []).flatMap(element => element.buttons ?? [])
    const pressed = buttons.filter(button => button.user_ids?.includes(customerId))
    found.set(rich.id, new Set(pressed.flatMap(button => button.postback_id || (button.text ?? []))))
  }
  return found
}

/** `before`: as they stood when the thread was stored last; undefined: that is not known any more. */
export const pressNews = (
  now: Presses,
  before: Presses | undefined,
  about: { readonly address: string; readonly at: number },
): readonly InboundUpdate[] =>
  [...now].flatMap(([externalId, buttons]) => {
    const stood = before?.get(externalId) ?? new Set<string>()
    const news = (buttonId: string, toggled: boolean): InboundUpdate => ({
      type: 'postback',
      ...about,
      externalId,
      buttonId,
      toggled,
    })
    return [
      ...[...buttons].filter(id => !stood.has(id)).map(id => news(id, true)),
      ...[...stood].filter(id => !buttons.has(id)).map(id => news(id, false)),
    ]
  })
