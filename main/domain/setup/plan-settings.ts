// The system settings of a file; what it leaves out stays as it is.
import type { AuditValue } from '../audit.ts'
import { defaultSettings, isSecretSetting, type SettingName, type SystemSettings } from '../settings.ts'
import type { SettingItem } from './plan-item.ts'
import type { Setup, SetupSettings } from './setup-file.ts'

export const settingsFrom = (present: Setup, file: Setup): readonly SettingItem[] =>
  (Object.keys(defaultSettings) as SettingName[]).flatMap(name => {
    if (isSecretSetting(name)) return []
    const value = file.settings[name]
    if (value === undefined) return []
    const here = present.settings[name] ?? defaultSettings[name]
    const isSame = isSameValue(here, value)
    return [
      {
        what: 'setting' as const,
        noun: 'setting' as const,
        name,
        verdict: isSame ? ('same' as const) : ('changed' as const),
        before: isSame ? null : { value: shown(here) },
        after: isSame ? null : { value: shown(value) },
        notes: [],
        wanted: { name, value },
      },
    ]
  })

type Value = SetupSettings[keyof SetupSettings] | SystemSettings[SettingName]

/** Of a sound, its bytes and its name count. */
const isSameValue = (one: Value, other: Value): boolean =>
  isFile(one) && isFile(other) ? one.fileId === other.fileId && one.name === other.name : one === other

const shown = (value: Value): AuditValue => (isFile(value) ? value.name : value)

const isFile = (value: Value): value is NonNullable<SystemSettings['OmniChatNotificationSound']> =>
  typeof value === 'object' && value !== null
