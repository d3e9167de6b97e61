// The communication panel: rail, list or search, conversation, contact; on a narrow screen one page at a time.
import { useConnection } from '../stores/door.ts'
import { usePlace } from '../stores/place.ts'
import { usePreferences } from '../stores/preferences.ts'
import { t } from '../words/words.ts'
import { Announcer } from './Announcer.tsx'
import { Bars } from './Bars.tsx'
import { ContactColumn } from './contact/ContactColumn.tsx'
import { ContactDrawer } from './contact/ContactDrawer.tsx'
import { ConversationPane } from './conversation/ConversationPane.tsx'
import { TransferDialog } from './header/TransferDialog.tsx'
import { CheatSheet } from './keys/CheatSheet.tsx'
import { useKeys } from './keys/use-keys.ts'
import { useLayout } from './layout.ts'
import { ChatList } from './list/ChatList.tsx'
import classes from './Panel.module.css'
import { Palette } from './palette/Palette.tsx'
import { Rail } from './Rail.tsx'
import { SoundBar } from './SoundBar.tsx'
import { SearchColumn } from './search/SearchColumn.tsx'
import { TopBar } from './TopBar.tsx'

export const Panel = () => {
  const layout = useLayout()
  const column = usePlace(place => place.column)
  const chatId = usePlace(place => place.chatId)
  const contactShown = usePreferences(preferences => preferences.contactShown)
  const opening = useConnection(connection => connection.state === 'opening')
  useKeys()
  const narrow = layout === 'narrow'
  const showList = !narrow || chatId === null
  const showConversation = !narrow || chatId !== null
  // A page has one main part: the list, where it is the whole page.
  const List = showConversation ? 'section' : 'main'
  const showContact = layout === 'wide' && contactShown && chatId !== null
  return (
    <div
      className={`${classes.panel} ${showContact ? classes.withContact : ''}`}
      data-layout={layout}
      data-page={showList ? 'list' : 'conversation'}
      aria-busy={opening}
    >
      <Bars />
      {showList ? (
        <>
          <Rail />
          <List className={classes.list} aria-label={column === 'search' ? t('rail.search') : t('chats.name')}>
            {chatId === null ? <h1 className="unseen">{t('app.name')}</h1> : null}
            {column === 'search' ? (
              <SearchColumn />
            ) : (
              <>
                <TopBar />
                <ChatList />
              </>
            )}
            <SoundBar />
          </List>
        </>
      ) : null}
      {showConversation ? <ConversationPane /> : null}
      {showContact && chatId !== null ? <ContactColumn chatId={chatId} /> : null}
      <ContactDrawer />
      <TransferDialog />
      <CheatSheet />
      <Palette />
      <Announcer />
    </div>
  )
}
