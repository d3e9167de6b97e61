// System settings, by the names and captions of the seeds. Each says what it does, its default, and who changed it last.
import { TextInput } from '@mantine/core'
import type { SettingsView } from '../../../preload/views.ts'
import { ask } from '../../stores/door.ts'
import { say } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { EditorFrame } from '../form/EditorFrame.tsx'
import { type Editor, useEditor } from '../form/use-editor.ts'
import { Notice } from '../frame/Notice.tsx'
import { reload, useSetup } from '../setup.ts'
import { SecretField } from './SecretField.tsx'
import { Setting, type SettingProps } from './Setting.tsx'
import { SoundSetting } from './SoundSetting.tsx'
import classes from './System.module.css'
import {
  checkSystem,
  defaultForm,
  dropsSecret,
  type SystemForm,
  soundWanted,
  systemChange,
  systemForm,
} from './system-form.ts'

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
        <TextSetting
          editor={editor}
          code="OmniChatOperatorAcceptChatTimeout"
          about="accept"
          kind="numeric"
          unit={t('settings.minutes')}
        />
        <TextSetting editor={editor} code="SimultaneousChats" about="simultaneous" kind="numeric" />
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
        <TextSetting editor={editor} code="SiteUrl" about="site" kind="url" example="https://chat.example.com" />
        <TextSetting
          editor={editor}
          code="IdentityServerUrl"
          about="identityUrl"
          kind="url"
          example="https://relay.example.com"
        />
        {dropsSecret(system, form.getValues()) ? (
          <Notice tone="warn">{t('settings.relay.secretDropped')}</Notice>
        ) : null}
        <TextSetting editor={editor} code="IdentityServerClientId" about="identityClient" kind="text" />
        <Setting code="IdentityServerClientSecret" about="identitySecret">
          {(label, described) => (
            <SecretField
              labelledBy={label}
              describedBy={described}
              isStored={system.secretsSet.includes('IdentityServerClientSecret')}
              {...form.getInputProps('IdentityServerClientSecret')}
            />
          )}
        </Setting>
        <TextSetting
          editor={editor}
          code="OutboundAllowedHosts"
          about="allowedHosts"
          kind="text"
          example="crm.internal, 10.0.0.5:8080"
        />
        <TextSetting editor={editor} code="SmtpServer" about="smtpServer" kind="text" example="mail.example.com:587" />
        <TextSetting editor={editor} code="SmtpUser" about="smtpUser" kind="text" />
        <Setting code="SmtpPassword" about="smtpPassword">
          {(label, described) => (
            <SecretField
              labelledBy={label}
              describedBy={described}
              isStored={system.secretsSet.includes('SmtpPassword')}
              {...form.getInputProps('SmtpPassword')}
            />
          )}
        </Setting>
        <TextSetting editor={editor} code="SmtpFrom" about="smtpFrom" kind="text" example="desk@example.com" />
      </div>
    </EditorFrame>
  )
}

interface TextSettingProps {
  readonly editor: Editor<SystemForm>
  readonly code: keyof typeof defaultForm
  readonly about: SettingProps['about']
  readonly kind: 'numeric' | 'url' | 'text'
  readonly unit?: string
  readonly example?: string
}

const TextSetting = ({ editor: { form }, code, about, kind, unit, example = '' }: TextSettingProps) => {
  const isDefault = form.getValues()[code].trim() === defaultForm[code]
  const reset = () => {
    form.setFieldValue(code, defaultForm[code])
    form.clearFieldError(code)
  }
  return (
    <Setting code={code} about={about} onReset={isDefault ? undefined : reset}>
      {(label, described) => (
        <TextInput
          aria-labelledby={label}
          aria-describedby={described}
          inputMode={kind}
          autoComplete="off"
          spellCheck={false}
          placeholder={example}
          {...(unit === undefined
            ? {}
            : { rightSection: <span className={classes.unit}>{unit}</span>, rightSectionWidth: 70 })}
          {...form.getInputProps(code)}
        />
      )}
    </Setting>
  )
}
