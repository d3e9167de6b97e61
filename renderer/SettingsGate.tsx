// Fetches the settings window when it is wanted, for those who may open it.
import { type ComponentType, useEffect, useState } from 'react'
import { Button } from './parts/Button.tsx'
import { Empty } from './parts/Empty.tsx'
import { goTo } from './stores/place.ts'
import { useMay } from './stores/session.ts'
import { t } from './words/words.ts'

/** By a pattern and not by name, so that a panel without the settings still builds. */
const found = import.meta.glob<{ readonly SettingsWindow: ComponentType }>('./settings/SettingsWindow.tsx')

export const SettingsGate = () => {
  const allowed = useMay('CanManageChats')
  const [Settings, setSettings] = useState<ComponentType | null>(null)
  const load = found['./settings/SettingsWindow.tsx']
  useEffect(() => {
    document.title = t('rail.settings')
    if (allowed) void load?.().then(loaded => setSettings(() => loaded.SettingsWindow))
    return () => {
      document.title = t('app.name')
    }
  }, [allowed, load])
  if (allowed && Settings !== null) return <Settings />
  if (allowed && load !== undefined) return null
  return (
    <main style={{ height: '100%', display: 'grid' }}>
      <Empty title={allowed ? t('settings.missing') : t('settings.notAllowed')}>
        <Button onClick={() => goTo({ chatId: null, messageId: null })}>{t('settings.toPanel')}</Button>
      </Empty>
    </main>
  )
}
