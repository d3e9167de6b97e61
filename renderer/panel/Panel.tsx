// The communication panel: rail, list or search, conversation, contact; on a narrow screen one page at a time.
import { memo } from 'react'
import { useConnection } from '../stores/door.ts'
import { type Place, usePlace } from '../stores/place.ts'
import { usePreferences } from '../stores/preferences.ts'
import { t } from '../words/words.ts'
import { Announcer } from './Announcer.tsx'
import { AccountDialog } from './account/AccountDialog.tsx'
import { Notices } from './actions/Notices.tsx'
import { Bars } from './Bars.tsx'
import { CaseColumn } from './cases/CaseColumn.tsx'
import { CasePage, NoCaseOpen } from './cases/CasePage.tsx'
import { NewCaseDialog } from './cases/NewCaseDialog.tsx'
import { ContactColumn } from './contact/ContactColumn.tsx'
import { ContactDrawer } from './contact/ContactDrawer.tsx'
import { ContactPage } from './contact-page/ContactPage.tsx'
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
      <NewCaseDialog />
      <Palette />
      <Announcer />
      <Notices />
    </>
  )
})
const StillRail = memo(Rail)
const StillBars = memo(Bars)
const StillList = memo(function StillList({ column }: { readonly column: Place['column'] }) {
  return (
    <>
      {column === 'search' ? (
        <SearchColumn />
      ) : column === 'cases' ? (
        <CaseColumn />
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

const nameOf = { chats: 'chats.name', search: 'rail.search', cases: 'cases.name' } as const

export const Panel = () => {
  const layout = useLayout()
  const column = usePlace(place => place.column)
  const chatId = usePlace(place => place.chatId)
  const caseId = usePlace(place => place.caseId)
  const contactId = usePlace(place => (place.chatId === null ? place.contactId : null))
  const contactShown = usePreferences(preferences => preferences.contactShown)
  const opening = useConnection(connection => connection.state === 'opening')
  useKeys()
  const narrow = layout === 'narrow'
  const nothingOpen = chatId === null && caseId === null && contactId === null
  const showList = !narrow || nothingOpen
  const showConversation = !narrow || !nothingOpen
  // A page has one main part: the list, where it is the whole page.
  const List = showConversation ? 'section' : 'main'
  const showContact = layout === 'wide' && contactShown && chatId !== null && caseId === null
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
          <List className={classes.list} aria-label={t(nameOf[column])}>
            {nothingOpen ? <h1 className="unseen">{t('app.name')}</h1> : null}
            <StillList column={column} />
          </List>
        </>
      ) : null}
      {showConversation ? <Middle caseId={caseId} contactId={contactId} /> : null}
      {showContact && chatId !== null ? <ContactColumn chatId={chatId} /> : null}
      <Beside />
    </div>
  )
}

/** What was asked for last: a contact's page, a case, or the conversation. */
const Middle = ({ caseId, contactId }: { readonly caseId: string | null; readonly contactId: string | null }) => {
  const isEmptyRoom = usePlace(place => place.column === 'cases' && place.chatId === null)
  if (contactId !== null) return <ContactPage key={contactId} contactId={contactId} />
  if (caseId !== null) return <CasePage caseId={caseId} />
  return isEmptyRoom ? <NoCaseOpen /> : <ConversationPane />
}
