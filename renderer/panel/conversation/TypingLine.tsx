// Who is typing in this chat, with what they typed so far where the network tells it.
import { Rich } from '../../parts/Rich.tsx'
import { useTyping } from '../../stores/typing.ts'
import { t } from '../../words/words.ts'
import classes from './Timeline.module.css'

export const TypingLine = ({ chatId, name }: { readonly chatId: string; readonly name: string }) => {
  const typing = useTyping(state => state.byChat.get(chatId))
  if (typing === undefined) return null
  const who = typing.agentId === null ? firstNameOf(name) : typing.who
  return (
    <div className={classes.typing} role="status">
      {typing.preview === null || typing.preview === '' ? (
        <>
          {t('typing.now', { name: who })}
          <span className={classes.dots} aria-hidden>
            <span>.</span>
            <span>.</span>
            <span>.</span>
          </span>
        </>
      ) : (
        <Rich
          word="typing.preview"
          facts={{ name: who, text: typing.preview }}
          marks={{ i: text => <i dir="auto">{text}</i> }}
        />
      )}
    </div>
  )
}

const firstNameOf = (name: string): string => name.split(/\s/u)[0] || name
