// The contact as a drawer, where there is no room for a column.
import { Drawer } from '@mantine/core'
import { usePlace } from '../../stores/place.ts'
import { t } from '../../words/words.ts'
import { useDialogs } from '../dialogs.ts'
import classes from './Contact.module.css'
import { ContactBody } from './ContactBody.tsx'

export const ContactDrawer = () => {
  const chatId = usePlace(place => place.chatId)
  const opened = useDialogs(dialogs => dialogs.contact)
  return (
    <Drawer
      opened={opened && chatId !== null}
      onClose={() => useDialogs.setState({ contact: false })}
      position="right"
      size={340}
      title={t('contact.name')}
      closeButtonProps={{ 'aria-label': t('close.dialog') }}
    >
      {chatId === null ? null : (
        <div className={classes.drawer}>
          <ContactBody chatId={chatId} />
        </div>
      )}
    </Drawer>
  )
}
