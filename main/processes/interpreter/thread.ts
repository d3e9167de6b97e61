// The interpreter's thread: answers one question after another. What takes too long or too much memory ends the thread, not the desk.
import { parentPort } from 'node:worker_threads'
import { checkXml } from '../diagram/check-diagram.ts'
import { move } from './move.ts'
import { ownTime } from './own-time.ts'
import type { FromThread, ToThread } from './protocol.ts'

const port = parentPort
if (port === null) throw new Error('This is a thread of Parley, not a program.')

ownTime()

const say = (message: FromThread): void => port.postMessage(message)

const answer = (question: ToThread): Promise<unknown> => {
  switch (question.kind) {
    case 'check':
      return checkXml(question.asked.xml)
    case 'move':
      return move(question.asked, at => say({ n: question.n, at }))
  }
}

port.on('message', (question: ToThread) => {
  const { n } = question
  answer(question).then(
    found => say({ n, answer: found }),
    (error: unknown) => say({ n, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
