// The form of a channel: what all kinds have, what its own kind has, and whether it can be deleted.
import { Select, Switch, TextInput } from '@mantine/core'
import type { ChannelKind } from '../../../main/domain/unified-message.ts'
import type { ChannelView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { say } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { ChangedMeanwhile } from '../form/ChangedMeanwhile.tsx'
import { differencesOf } from '../form/differences.ts'
import { EditorFrame } from '../form/EditorFrame.tsx'
import { useEditor } from '../form/use-editor.ts'
import { useMeanwhile } from '../form/use-meanwhile.ts'
import { goOn } from '../frame/leaving.ts'
import { Notice } from '../frame/Notice.tsx'
import { hashOf } from '../frame/route.ts'
import { reload, useSetup, warnOf } from '../setup.ts'
import classes from './Channels.module.css'
import { removeChannel } from './channel-deeds.ts'
import { shownOfChannel } from './channel-difference.ts'
import {
  addable,
  type ChannelForm,
  channelChange,
  channelForm,
  channelSettings,
  checkChannel,
  emptyChannel,
} from './channel-form.ts'
import { FacebookAdvanced, FacebookFields, FacebookSwitches } from './FacebookFields.tsx'
import { Health, isWarned } from './Health.tsx'
import { LiveChatAdvanced, LiveChatFields } from './LiveChatFields.tsx'
import { TelegramAdvanced, TelegramFields } from './TelegramFields.tsx'
import { WebsiteFields } from './WebsiteFields.tsx'
import { WhatsAppAdvanced, WhatsAppFields } from './WhatsAppFields.tsx'

export interface ChannelEditorProps {
  readonly kind: ChannelKind
  /** Null: a new one. */
  readonly channel: ChannelView | null
}

export const ChannelEditor = ({ kind, channel }: ChannelEditorProps) => {
  const queues = useSetup(setup => setup.queues)
  const offered = queues.filter(({ archivedAt, id }) => archivedAt === null || id === channel?.queueId)
  const warning = useSetup(setup => setup.warnings.get(channel?.id ?? ''))
  const hasToken =
    channel?.secretsSet.some(name =>
      ['token', 'authToken', 'pageToken', 'refreshToken', 'personalToken'].includes(name),
    ) ?? false

  const meanwhile = useMeanwhile(channel, async () => {
    await reload('channels')
    return useSetup.getState().channels.find(one => one.id === channel?.id)
  })

  const save = async (form: ChannelForm, before: ChannelForm) => {
    if (channel === null) {
      const { name, queueId, active, takeOver } = form
      const settings = channelSettings(form, kind)
      const made = await ask().channels.register({ kind, name: name.trim(), queueId, active, settings, takeOver })
      await reload('channels')
      say(t('settings.channels.created', { name: made.name }))
      warnOf(made.id, made.warning ?? null)
      goOn(hashOf('channels', made.id))
      return
    }
    const version = meanwhile.version()
    const saved = await ask().channels.update({
      channelId: channel.id,
      ...(version === undefined ? {} : { version }),
      ...channelChange(before, form, kind, channel.settings),
    })
    warnOf(channel.id, saved.warning ?? null)
    await reload('channels')
    meanwhile.saved(saved)
    say(t('settings.editor.saved'))
  }

  const editor = useEditor<ChannelForm>({
    stored: channel === null ? emptyChannel(kind, offered[0]?.id ?? '') : channelForm(channel),
    check: form => checkChannel(form, kind, hasToken),
    save,
    onConflict: meanwhile.onConflict,
  })
  const { form } = editor
  const overtaken = meanwhile.overtaken(editor.isDirty)

  return (
    <EditorFrame
      editor={editor}
      title={channel?.name ?? newTitle(kind)}
      subtitle={channel === null ? undefined : <About channel={channel} />}
      back={hashOf('channels')}
      isNew={channel === null}
      deeds={
        channel === null || channel.hasChats ? null : (
          <Button weight="quiet" onClick={() => void removeChannel(channel)}>
            {t('settings.channels.remove')}
          </Button>
        )
      }
    >
      {channel !== null &&
      (isWarned(channel.health) || ['needsAttention', 'retrying'].includes(channel.health.state)) ? (
        <Health health={channel.health} />
      ) : null}
      {warning === undefined ? null : <Notice tone="warn">{warning}</Notice>}
      {overtaken !== null && channel !== null ? (
        <ChangedMeanwhile
          differences={differencesOf(
            channelForm(overtaken),
            channelForm(channel),
            shownOfChannel(id => queues.find(one => one.id === id)?.name ?? t('settings.channels.noQueue')),
          )}
          meanwhile={meanwhile}
          editor={editor}
        />
      ) : null}
      {kind === 'telegram' ? <TelegramFields form={form} channel={channel} /> : null}
      {kind === 'whatsapp' ? <WhatsAppFields form={form} channel={channel} /> : null}
      {kind === 'facebook' ? <FacebookFields form={form} channel={channel} /> : null}
      {kind === 'livechat' ? <LiveChatFields form={form} channel={channel} /> : null}
      <TextInput
        label={t('settings.channels.name')}
        description={t('settings.channels.nameHint')}
        required
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <Select
        label={t('settings.channels.queue')}
        description={t('settings.channels.queueHint')}
        required
        data={offered.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder={t('settings.channels.chooseQueue')}
        allowDeselect={false}
        searchable={offered.length > 8}
        {...form.getInputProps('queueId')}
      />
      {offered.length === 0 ? <Notice tone="warn">{t('settings.channels.noQueues')}</Notice> : null}
      <Switch
        label={t('settings.channels.active')}
        description={t(kind === 'web' ? 'settings.channels.activeHintWeb' : 'settings.channels.activeHint')}
        {...form.getInputProps('active', { type: 'checkbox' })}
      />
      {kind === 'facebook' ? <FacebookSwitches form={form} /> : null}
      {kind === 'telegram' ? <TelegramAdvanced form={form} /> : null}
      {kind === 'whatsapp' ? <WhatsAppAdvanced form={form} /> : null}
      {kind === 'facebook' ? <FacebookAdvanced form={form} channel={channel} /> : null}
      {kind === 'livechat' ? <LiveChatAdvanced form={form} /> : null}
      {kind === 'web' ? <WebsiteFields form={form} channel={channel} /> : null}
      {channel?.hasChats ? <div className={classes.cannot}>{t('settings.channels.cannotRemove')}</div> : null}
    </EditorFrame>
  )
}

const newTitle = (kind: ChannelKind): string => {
  const known = addable.find(one => one === kind)
  return known === undefined ? t('settings.channels.add') : t(`settings.channels.newTitle.${known}`)
}

const About = ({ channel }: { readonly channel: ChannelView }) => {
  const { username, link } = channel.profile
  return (
    <>
      {t(`settings.channels.kind.${channel.kind}`)}
      {username === undefined ? null : ' · '}
      {username === undefined ? null : link?.startsWith('https://') ? (
        <a href={link} target="_blank" rel="noreferrer">
          {username}
        </a>
      ) : (
        username
      )}
    </>
  )
}
