// The settings window: pages on the left, the page that the address names, and a question before unsaved changes are left.
import { MantineThemeProvider } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Button } from '../parts/Button.tsx'
import { ConnectionBar } from '../parts/ConnectionBar.tsx'
import { Empty } from '../parts/Empty.tsx'
import { usePlace } from '../stores/place.ts'
import { useSession } from '../stores/session.ts'
import { t } from '../words/words.ts'
import { ActionsPage } from './actions/ActionsPage.tsx'
import { AgentsPage } from './agents/AgentsPage.tsx'
import { AuditPage } from './audit/AuditPage.tsx'
import { ChannelsPage } from './channels/ChannelsPage.tsx'
import { ContactsPage } from './contacts/ContactsPage.tsx'
import { settingsTheme } from './form/theme.ts'
import { LeaveDialog } from './frame/LeaveDialog.tsx'
import { guardExits } from './frame/leaving.ts'
import { gates, type Page, pagesFor, routeOf } from './frame/route.ts'
import { SetupPage } from './moving/SetupPage.tsx'
import { PageLinks } from './PageLinks.tsx'
import { ProcessesPage } from './processes/ProcessesPage.tsx'
import { QueuesPage } from './queues/QueuesPage.tsx'
import { RepliesPage } from './replies/RepliesPage.tsx'
import { RolesPage } from './roles/RolesPage.tsx'
import classes from './SettingsWindow.module.css'
import { reloadAll, startSetup, useSetup } from './setup.ts'
import { SystemPage } from './system/SystemPage.tsx'
import { WebhooksPage } from './webhooks/WebhooksPage.tsx'

export const SettingsWindow = () => {
  const { me, info } = useSession()
  const rest = usePlace(place => place.rest)
  const isKnown = me !== null
  const open = pagesFor(me?.permissions ?? [])
  const mayOpen = open.length > 0
  useEffect(() => (isKnown && mayOpen ? startSetup() : undefined), [isKnown, mayOpen])
  useEffect(() => guardExits(info?.host === 'desktop'), [info?.host])

  const asked = routeOf(rest)
  const first = open[0]
  const route = asked ?? (first === undefined ? null : { page: first, id: null })
  return (
    <MantineThemeProvider theme={settingsTheme} inherit>
      <div className={classes.whole}>
        <ConnectionBar />
        <div className={classes.window}>
          <nav className={classes.side} aria-label={t('settings.pagesLabel')}>
            <a className={classes.leave} href="#panel">
              <IconArrowLeft size={16} aria-hidden className={classes.arrow} />
              <span>{t('settings.backToPanel')}</span>
            </a>
            <PageLinks pages={open} current={route?.page ?? null} />
          </nav>
          <main className={classes.page}>
            <h1 className="unseen">{t('settings.title')}</h1>
            {!isKnown ? null : route === null || !open.includes(route.page) ? (
              <Empty title={t('settings.closed.title')}>{closedSentence(route?.page ?? null)}</Empty>
            ) : (
              <OpenPage page={route.page} id={route.id} />
            )}
          </main>
          <LeaveDialog />
        </div>
      </div>
    </MantineThemeProvider>
  )
}

const closedSentence = (page: Page | null): string => {
  switch (page === null ? 'CanManageChats' : gates[page]) {
    case 'CanManageAgents':
      return t('settings.closed.agents')
    case 'CanReadAudit':
      return t('settings.closed.audit')
    default:
      return t('settings.closed.setup')
  }
}

const OpenPage = ({ page, id }: { readonly page: Page; readonly id: string | null }) => {
  const state = useSetup(setup => setup.state)
  if (state === 'loading')
    return (
      <div className="unseen" role="status">
        {t('settings.loading')}
      </div>
    )
  if (state === 'failed')
    return (
      <Empty title={t('settings.notLoaded')}>
        <Button onClick={() => void reloadAll()}>{t('settings.tryAgain')}</Button>
      </Empty>
    )
  switch (page) {
    case 'queues':
      return <QueuesPage id={id} />
    case 'channels':
      return <ChannelsPage id={id} />
    case 'agents':
      return <AgentsPage id={id} />
    case 'roles':
      return <RolesPage id={id} />
    case 'replies':
      return <RepliesPage id={id} />
    case 'processes':
      return <ProcessesPage id={id} />
    case 'actions':
      return <ActionsPage id={id} />
    case 'webhooks':
      return <WebhooksPage id={id} />
    case 'contacts':
      return <ContactsPage id={id} />
    case 'system':
      return <SystemPage />
    case 'setup':
      return <SetupPage />
    case 'audit':
      return <AuditPage id={id} />
  }
}
