// A process that stores messages and says so, until somebody kills it. Argument: the data file.
import { asId, type ChatId } from '../../../main/domain/ids.ts'
import { openSqliteStore } from '../../../main/storage/sqlite-store.ts'
import { aCustomer, aMessage, anOffice } from '../../kit/builders.ts'
import { HandClock } from '../../kit/hand-clock.ts'

const [path] = process.argv.slice(2)
if (!path) throw new Error('Which file?')
const store = await openSqliteStore({ path, clock: new HandClock() })
await store.transact(anOffice)
await store.transact(tx => aCustomer(tx))

const chatId = asId<ChatId>('carol-chat')
for (let number = 0; ; number++) {
  const lines = await Promise.all(
    ['a', 'b', 'c'].map(async letter => {
      const { id } = await store.transact(async tx => {
        const message = await tx.messages.insert(aMessage({ chatId, text: `${letter}${number}` }))
        const facts = { text: message.text }
        await tx.events.append({
          type: 'message.added',
          at: number,
          audience: 'everyone',
          messageId: message.id,
          facts,
        })
        return message
      })
      return `${id} ${letter}${number}\n`
    }),
  )
  // Straight to the pipe: what was said to be stored must be out before anything else happens.
  await new Promise(resolve => process.stdout.write(lines.join(''), resolve))
}
