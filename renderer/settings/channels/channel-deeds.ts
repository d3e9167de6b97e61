// What is done to a channel outside of its form: deleted, had back, and its bot taken over from whoever receives for it.
import type { ChannelView } from '../../../preload/views.ts'
import { ask } from '../../stores/door.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { goOn } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { sayWithUndo } from '../frame/Undo.tsx'
import { reload, warnOf } from '../setup.ts'

export const removeChannel = async ({ id, name }: ChannelView): Promise<void> => {
  try {
    await ask().channels.remove({ channelId: id })
    goOn(hashOf('channels'))
    await reload('channels')
    sayWithUndo(t('settings.channels.removed', { name }), () => bringBack(id))
  } catch (error) {
    sayRefusal(error)
    await reload('channels').catch(() => {})
  }
}

const bringBack = async (channelId: string): Promise<void> => {
  try {
    const { name } = await ask().channels.restore({ channelId })
    await reload('channels')
    say(t('settings.undone', { name }))
  } catch (error) {
    sayRefusal(error)
  }
}

/** Of a channel that exists; true: it is ours now. */
export const takeBotOver = async (channelId: string): Promise<boolean> => {
  try {
    const { warning } = await ask().channels.update({ channelId, takeOver: true })
    warnOf(channelId, warning ?? null)
    await reload('channels')
    if (warning === undefined) say(t('settings.channels.telegram.takenOver'))
    return warning === undefined
  } catch (error) {
    sayRefusal(error)
    return false
  }
}
