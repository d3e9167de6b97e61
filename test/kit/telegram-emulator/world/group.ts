// A group the bot is in: members speak, the bot is thrown out, the group becomes a supergroup with another id.
import type { Message } from 'grammy/types'
import type { EmulatedBot } from '../bot.ts'
import { seconds } from '../record/ground.ts'
import type { Chat } from './chat.ts'
import type { Customer } from './customer.ts'
import { type Match, type Received, receivedIn, waitToReceive } from './received.ts'
import { Speaker } from './speaker.ts'

export class Group {
  readonly bot: EmulatedBot
  readonly chat: Chat
  /** Who founded it and does what needs an administrator. */
  readonly owner: Customer

  constructor(bot: EmulatedBot, chat: Chat, owner: Customer) {
    this.bot = bot
    this.chat = chat
    this.owner = owner
  }

  get id(): number {
    return this.chat.id
  }

  /** The same person, speaking here. */
  member(customer: Customer): Speaker {
    return new Speaker(this.bot, this.chat, customer.person)
  }

  get received(): Received[] {
    return receivedIn(this.chat)
  }

  receives(match?: Match, timeoutMs?: number): Promise<Received> {
    return waitToReceive(this.chat, this.bot.ground.watch, match, timeoutMs)
  }

  addsBot(): void {
    this.#botBecomes('left', 'member')
    this.chat.standing = 'open'
    this.#serves({ new_chat_members: [this.bot.user] })
  }

  promotesBot(): void {
    this.#botBecomes('member', 'administrator')
    this.chat.isBotAdmin = true
  }

  kicksBot(): void {
    this.#botBecomes('member', 'kicked')
    this.chat.standing = 'kicked'
  }

  /** Becomes a supergroup: both chats say so, the old one refuses from now on and names the new one. */
  upgrades(): Group {
    const supergroup = this.bot.newGroup(this.chat.title, 'supergroup')
    supergroup.standing = 'open'
    supergroup.isBotAdmin = this.chat.isBotAdmin
    this.#serves({ migrate_to_chat_id: supergroup.id })
    this.chat.standing = 'upgraded'
    this.chat.upgradedTo = supergroup.id
    const group = new Group(this.bot, supergroup, this.owner)
    group.#serves({ migrate_from_chat_id: this.chat.id })
    return group
  }

  /** A service message: nobody's words, but in the chat. */
  #serves(content: Partial<Message>): void {
    const { now } = this.bot.ground
    const base = { message_id: this.chat.nextMessageId(), from: this.owner.person.user, chat: this.chat.describe() }
    const message = { ...base, date: seconds(now()), ...content } as Message
    this.chat.keep(message, 'customer', [], now())
    this.bot.push('message', message)
  }

  #botBecomes(before: string, after: string): void {
    const { user } = this.bot
    const change = { chat: this.chat.describe(), from: this.owner.person.user, date: seconds(this.bot.ground.now()) }
    const old_chat_member = { user, status: before }
    this.bot.push('my_chat_member', { ...change, old_chat_member, new_chat_member: { user, status: after } })
  }
}
