// What a website channel has of its own: how it greets and looks, what it asks, and the line that puts it on a site.
import { ColorInput, Switch, Textarea, TextInput } from '@mantine/core'
import { t } from '../../words/words.ts'
import { Advanced } from '../form/Advanced.tsx'
import fields from '../form/theme.module.css'
import { EmbedCode } from './EmbedCode.tsx'
import { ForPrograms } from './ForPrograms.tsx'
import type { KindFieldsProps } from './TelegramFields.tsx'
import { WebsitePreview } from './WebsitePreview.tsx'

const colours = ['#2f5bea', '#0f766e', '#15803d', '#b45309', '#c2410c', '#be185d', '#7c3aed', '#14181f']

export const WebsiteFields = ({ form, channel }: KindFieldsProps) => {
  const { title, greeting, color, maxFileMb, typingPreview, allowedOrigins } = form.values
  const isUnusual = maxFileMb !== '20' || typingPreview || allowedOrigins !== ''
  const isWrong = form.errors.maxFileMb !== undefined || form.errors.allowedOrigins !== undefined
  return (
    <>
      <TextInput
        label={t('settings.channels.web.title')}
        description={t('settings.channels.web.titleHint')}
        required
        autoComplete="off"
        {...form.getInputProps('title')}
      />
      <Textarea
        label={t('settings.channels.web.greeting')}
        description={t('settings.channels.web.greetingHint')}
        autosize
        minRows={2}
        maxRows={6}
        {...form.getInputProps('greeting')}
      />
      <ColorInput
        label={t('settings.channels.web.color')}
        description={t('settings.channels.web.colorHint')}
        required
        classNames={{ wrapper: fields.short ?? '' }}
        format="hex"
        fixOnBlur={false}
        withEyeDropper={false}
        swatches={colours}
        swatchesPerRow={8}
        {...form.getInputProps('color')}
      />
      <WebsitePreview title={title} greeting={greeting} color={color} />
      <Switch
        label={t('settings.channels.web.askName')}
        description={t('settings.channels.web.askNameHint')}
        {...form.getInputProps('askName', { type: 'checkbox' })}
      />
      <Advanced isOpen={isUnusual || isWrong}>
        <TextInput
          label={t('settings.channels.web.maxFileMb')}
          description={t('settings.channels.web.maxFileMbHint')}
          inputMode="numeric"
          autoComplete="off"
          classNames={{ wrapper: fields.short ?? '' }}
          {...form.getInputProps('maxFileMb')}
        />
        <Switch
          label={t('settings.channels.web.typingPreview')}
          description={t('settings.channels.web.typingPreviewHint')}
          {...form.getInputProps('typingPreview', { type: 'checkbox' })}
        />
        <Textarea
          label={t('settings.channels.web.allowedOrigins')}
          description={t('settings.channels.web.allowedOriginsHint')}
          autosize
          minRows={2}
          maxRows={8}
          spellCheck={false}
          {...form.getInputProps('allowedOrigins')}
        />
      </Advanced>
      <EmbedCode channelId={channel?.id ?? null} />
      <ForPrograms />
    </>
  )
}
