/** @jsxImportSource preact */
// One strip that says what is going on when it is not the usual: no connection, nobody here, waiting. Read out when it changes.
import type { Picture } from '../picture.ts'
import { words } from '../words/words.ts'

interface Props {
  readonly picture: Picture
  readonly onStartAnew: () => void
}

export const Status = ({ picture, onStartAnew }: Props) => {
  const said = whatToSay(picture)
  return (
    <div role="status" class={said ? `status ${said.tone}` : 'status empty'}>
      {said && <p>{said.sentence}</p>}
      {picture.connection === 'stopped' && (
        <button type="button" class="button main" onClick={onStartAnew}>
          {words.startAnew}
        </button>
      )}
    </div>
  )
}

const whatToSay = ({
  connection,
  trouble,
  conversation,
  texts,
}: Picture): { tone: 'calm' | 'warn'; sentence: string } | null => {
  if (trouble) return { tone: 'warn', sentence: trouble }
  if (connection === 'offline') return { tone: 'warn', sentence: words.offline }
  if (!texts) return null
  const { chat, here } = conversation
  if (chat?.status === 'waiting') return { tone: 'calm', sentence: here ? words.waiting : words.waitingNobody }
  if (!here && chat?.status !== 'active') return { tone: 'calm', sentence: words.nobodyHereLong }
  return null
}
