// What the window shows: the panel or the settings to those who are signed in, the way in to others.
import { DirectionProvider, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { theme } from './look/theme.ts'
import toasts from './look/toasts.module.css'
import { Invite } from './panel/Invite.tsx'
import { Panel } from './panel/Panel.tsx'
import { SignIn } from './panel/SignIn.tsx'
import { SettingsGate } from './SettingsGate.tsx'
import { useConnection } from './stores/door.ts'
import { usePlace } from './stores/place.ts'
import { useSession } from './stores/session.ts'
import { direction, t } from './words/words.ts'

export const App = () => (
  <DirectionProvider initialDirection={direction()} detectDirection={false}>
    {/* Variables and classes are in our style sheets: no style elements, so that the page's policy can forbid them. */}
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <Notifications position="bottom-left" limit={4} classNames={{ root: toasts.toasts ?? '' }} />
      <Window />
    </MantineProvider>
  </DirectionProvider>
)

const Window = () => {
  const state = useConnection(connection => connection.state)
  const me = useSession(session => session.me)
  const place = usePlace(placed => placed.window)
  const rest = usePlace(placed => placed.rest)
  if (place === 'invite') return <Invite token={rest} />
  if (state === 'signedOut') return <SignIn />
  if (me === null) return <Opening />
  return place === 'settings' ? <SettingsGate /> : <Panel />
}

/** Empty for the moment that opening takes; words only if it takes longer. */
const Opening = () => {
  const state = useConnection(connection => connection.state)
  return state === 'reconnecting' ? (
    <main style={{ height: '100%', display: 'grid', placeItems: 'center' }} role="status">
      {t('connection.opening')}
    </main>
  ) : (
    <main aria-busy aria-label={t('app.name')} />
  )
}
