// A customer alone with the bot: says things, receives things, blocks it, comes back.
import { seconds } from '../record/ground.ts'
import { type Match, type Received, receivedIn, waitToReceive } from './received.ts'
import { Speaker } from './speaker.ts'

/** A chat action fades after five seconds (facts 1.2). */
const actionMs = 5_000

export class Customer extends Speaker {
  /** Everything the bot sent, in order, as it looks now. */
  get received(): Received[] {
    return receivedIn(this.chat)
  }

  /** The first message, past or to come, that matches; a string must be the whole text. */
  receives(match?: Match, timeoutMs?: number): Promise<Received> {
    return waitToReceive(this.chat, this.bot.ground.watch, match, timeoutMs)
  }

  /** What the top of the chat shows right now: 'typing', 'upload_photo'... or nothing. */
  get seesAction(): string | undefined {
    const action = this.chat.action
    return action && this.bot.ground.now() - action.at < actionMs ? action.name : undefined
  }

  blocks(): void {
    this.#becomes('kicked')
  }

  unblocks(): void {
    this.#becomes('member')
  }

  deletesAccount(): void {
    this.person.isDeactivated = true
  }

  /** Whoever writes is met, and no longer blocks. */
  protected override opens(): void {
    if (this.chat.standing === 'blocked') this.unblocks()
    this.chat.standing = 'open'
  }

  #becomes(status: 'kicked' | 'member'): void {
    const { user } = this.bot
    const date = seconds(this.bot.ground.now())
    const member = { user, status: 'member' }
    const kicked = { user, status: 'kicked', until_date: 0 }
    const [before, after] = status === 'kicked' ? [member, kicked] : [kicked, member]
    this.chat.standing = status === 'kicked' ? 'blocked' : 'open'
    const change = { chat: this.chat.describe(), from: this.person.user, date }
    this.bot.push('my_chat_member', { ...change, old_chat_member: before, new_chat_member: after })
  }
}
