// The communication panel: rail, list or search, conversation, contact; on a narrow screen one page at a time.
import { memo } from 'react'
import { useConnection } from '../stores/door.ts'
import { usePlace } from '../stores/place.ts'
import { usePreferences } from '../stores/preferences.ts'
import { t } from '../words/words.ts'
import { Announcer } from './Announcer.tsx'
import { AccountDialog } from './account/AccountDialog.tsx'
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

// What is beside the conversation is not drawn again when another one opens: that has to be done within a frame.
const Beside = memo(function Beside() {
  return (
    <>
      <ContactDrawer />
      <TransferDialog />
      <CheatSheet />
      <AccountDialog />
      <Palette />
      <Announcer />
    </>
  )
})
const StillRail = memo(Rail)
const StillBars = memo(Bars)
const StillList = memo(function StillList({ search }: { readonly search: boolean }) {
  return (
    <>
      {search ? (
        <SearchColumn />
      ) : (
        <>
          <TopBar />
          <ChatList />
        </>
      )}
      <SoundBar />
    </>
  )
})

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
      <StillBars />
      {showList ? (
        <>
          <StillRail />
          <List className={classes.list} aria-label={column === 'search' ? t('rail.search') : t('chats.name')}>
            {chatId === null ? <h1 className="unseen">{t('app.name')}</h1> : null}
            <StillList search={column === 'search'} />
          </List>
        </>
      ) : null}
      {showConversation ? <ConversationPane /> : null}
      {showContact && chatId !== null ? <ContactColumn chatId={chatId} /> : null}
      <Beside />
    </div>
  )
}
