// The third line of a row: the queue, the network, and what else there is to say.
import type { ReactNode } from 'react'
import type { ChatSummary } from '../../../preload/views.ts'
import { channelName } from '../../parts/channel-name.ts'
import classes from './ChatList.module.css'

export interface WhereProps {
  readonly chat: ChatSummary
  /** What must be read even where the line is cut. */
  readonly first?: ReactNode
  readonly children?: ReactNode
}

export const Where = ({ chat, first, children }: WhereProps) => (
  <span className={classes.where} title={chat.channel.name}>
    {first ? <>{first} · </> : null}
    {/* A rehearsed channel plays another network, which its name tells. */}
    {chat.queue.name} · {chat.channel.kind === 'rehearsal' ? chat.channel.name : channelName(chat.channel.kind)}
    {children ? <> · {children}</> : null}
  </span>
)
