// The chats that a case is about: each opens in the panel; the one that was open before can be linked.
import { IconX } from '@tabler/icons-react'
import type { CaseView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { putCase } from '../../stores/cases.ts'
import { chatOf } from '../../stores/chats.ts'
import { useNow } from '../../stores/clock.ts'
import { ask } from '../../stores/door.ts'
import { goTo, usePlace } from '../../stores/place.ts'
import { sayRefusal } from '../../stores/toasts.ts'
import { numberOf, whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './CasePage.module.css'

export const CaseChats = ({ one }: { readonly one: CaseView }) => {
  const now = useNow()
  const beside = usePlace(place => place.chatId)
  const chat = beside === null || one.chatIds.includes(beside) ? null : chatOf(beside)
  const hidden = one.chatIds.length - one.chats.length
  if (one.chatIds.length === 0 && chat === null) return null
  return (
    <section aria-label={t('cases.chats')}>
      <h2 className={classes.title}>{t('cases.chats')}</h2>
      <ul className={classes.chats}>
        {one.chats.map(({ id, number, openedAt }) => (
          <li key={id}>
            <button
              type="button"
              className={classes.link}
              onClick={() => goTo({ column: 'chats', caseId: null, chatId: id, messageId: null })}
            >
              {t('cases.chat', { number: numberOf(number), when: whenOf(openedAt, now) })}
            </button>
            <IconButton
              name={t('cases.unlink', { number: numberOf(number) })}
              onClick={() => void put(ask().cases.unlinkChat({ caseId: one.id, chatId: id }))}
            >
              <IconX size={14} />
            </IconButton>
          </li>
        ))}
        {hidden > 0 ? <li className={classes.quiet}>{t('cases.hiddenChats', { count: hidden })}</li> : null}
      </ul>
      {chat === null ? null : (
        <Button small onClick={() => void put(ask().cases.linkChat({ caseId: one.id, chatId: chat.id }))}>
          {t('cases.link', { number: numberOf(chat.number), name: chat.contact.name })}
        </Button>
      )}
    </section>
  )
}

const put = async (answer: Promise<CaseView>): Promise<void> => {
  try {
    putCase(await answer)
  } catch (error) {
    sayRefusal(error)
  }
}
