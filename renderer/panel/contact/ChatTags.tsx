// The tags of this chat, which programs give and read too; beside those of the contact, which stay when the chat is over.
import { useChatTags } from '../../stores/chat-tags.ts'
import { t } from '../../words/words.ts'
import classes from './Contact.module.css'
import { Tags } from './Tags.tsx'

export const ChatTags = ({ chatId }: { readonly chatId: string }) => {
  const { tags, change } = useChatTags(chatId)
  if (tags === null) return null
  return (
    <section aria-label={t('chatTags.title')}>
      <h3 className={classes.title}>{t('chatTags.title')}</h3>
      <Tags label={t('chatTags.list')} tags={tags} longest={256} mayChange onChange={change} />
    </section>
  )
}
