// System settings, by the names and captions of the seeds. Each says what it does and its default.
import { TextInput } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import type { SettingsView } from '../../../preload/views.ts'
import { ask } from '../../stores/door.ts'
import { say } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { EditorFrame } from '../form/EditorFrame.tsx'
import { useEditor } from '../form/use-editor.ts'
import { reload, useSetup } from '../setup.ts'
import { SoundSetting } from './SoundSetting.tsx'
import classes from './System.module.css'
import { checkSystem, type SystemForm, soundWanted, systemChange, systemForm } from './system-form.ts'

export const SystemPage = () => {
  const system = useSetup(setup => setup.system)
  return system === null ? null : <SystemEditor system={system} />
}

const SystemEditor = ({ system }: { readonly system: SettingsView }) => {
  const save = async (form: SystemForm, before: SystemForm) => {
    const sound = await soundWanted(form.OmniChatNotificationSound, base64 => ask().files.upload({ base64 }))
    await ask().settings.set({ ...systemChange(before, form), ...sound })
    await reload('system', 'agents', 'queues')
    say(t('settings.system.saved'))
  }
  const editor = useEditor<SystemForm>({ stored: systemForm(system), check: checkSystem, save })
  const { form } = editor
  return (
    <EditorFrame editor={editor} title={t('settings.page.system')} subtitle={t('settings.system.intro')} back={null}>
      <div className={classes.settings}>
        <Setting code="OmniChatOperatorAcceptChatTimeout" about="accept">
          {(label, described) => (
            <TextInput
              aria-labelledby={label}
              aria-describedby={described}
              inputMode="numeric"
              autoComplete="off"
              rightSection={<span className={classes.unit}>{t('settings.minutes')}</span>}
              rightSectionWidth={70}
              {...form.getInputProps('OmniChatOperatorAcceptChatTimeout')}
            />
          )}
        </Setting>
        <Setting code="SimultaneousChats" about="simultaneous">
          {(label, described) => (
            <TextInput
              aria-labelledby={label}
              aria-describedby={described}
              inputMode="numeric"
              autoComplete="off"
              {...form.getInputProps('SimultaneousChats')}
            />
          )}
        </Setting>
        <Setting code="OmniChatNotificationSound" about="sound">
          {(label, described) => (
            <SoundSetting
              labelledBy={label}
              describedBy={described}
              stored={system.OmniChatNotificationSound}
              {...form.getInputProps('OmniChatNotificationSound')}
            />
          )}
        </Setting>
        <Setting code="SiteUrl" about="site">
          {(label, described) => (
            <TextInput
              aria-labelledby={label}
              aria-describedby={described}
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://chat.example.com"
              {...form.getInputProps('SiteUrl')}
            />
          )}
        </Setting>
      </div>
    </EditorFrame>
  )
}

interface SettingProps {
  readonly code: keyof SystemForm
  readonly about: 'accept' | 'simultaneous' | 'sound' | 'site'
  readonly children: (labelId: string, describedId: string) => ReactNode
}

/** Caption and what it does on one side, the value on the other; below each other where it is narrow. */
const Setting = ({ code, about, children }: SettingProps) => {
  const id = useId()
  return (
    <section className={classes.setting} aria-labelledby={`${id}-label`}>
      <div>
        <h3 id={`${id}-label`} className={classes.caption}>
          {t(`settings.system.${about}.caption`)}
        </h3>
        <code className={classes.name}>{code}</code>
        <p id={`${id}-about`} className={classes.about}>
          {t(`settings.system.${about}.hint`)}{' '}
          {t('settings.system.default', { value: t(`settings.system.${about}.default`) })}
        </p>
      </div>
      <div className={classes.value}>{children(`${id}-label`, `${id}-about`)}</div>
    </section>
  )
}
