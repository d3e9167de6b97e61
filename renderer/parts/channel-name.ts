// What agents call the networks.
import type { ChannelKind } from '../../main/domain/unified-message.ts'
import { t } from '../words/words.ts'

export const channelName = (kind: ChannelKind): string => t(`channel.${kind}`)
