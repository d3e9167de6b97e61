// The third line of a row: the queue, the network, and what else there is to say.
import type { ReactNode } from 'react'
import type { ChatSummary } from '../../../preload/views.ts'
import { channelName } from '../../parts/channel-name.ts'
import classes from './ChatList.module.css'

export const Where = ({ chat, children }: { readonly chat: ChatSummary; readonly children?: ReactNode }) => (
  <span className={classes.where} title={chat.channel.name}>
    {/* A rehearsed channel plays another network, which its name tells. */}
    {chat.queue.name} · {chat.channel.kind === 'rehearsal' ? chat.channel.name : channelName(chat.channel.kind)}
    {children ? <> · {children}</> : null}
  </span>
)
