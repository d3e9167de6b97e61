// The "Test" of a channel's form: asks the network with what is typed, and shows what it found, at the field that is wrong if one is.
import type { UseFormReturnType } from '@mantine/form'
import { useEffect, useRef, useState } from 'react'
import type { ChannelKind } from '../../../main/domain/unified-message.ts'
import type { ChannelView } from '../../../preload/views.ts'
import { ask } from '../../stores/door.ts'
import { t } from '../../words/words.ts'
import type { Wrong } from '../form/check.ts'
import { atField, placeIn, saidBy } from '../form/refusal.ts'
import { type ChannelForm, channelSettings } from './channel-form.ts'

interface Tested {
  readonly ok: boolean
  readonly sentence: string
}

export interface ChannelTestOptions<Field extends keyof ChannelForm & string> {
  readonly kind: ChannelKind
  readonly form: UseFormReturnType<ChannelForm>
  /** Null: a new one. */
  readonly channel: ChannelView | null
  /** What it is about: when one of them changes, what was found goes. */
  readonly fields: readonly Field[]
  /** What is wrong before anybody is asked. */
  readonly check: (form: ChannelForm) => Wrong<ChannelForm>
}

export const useChannelTest = <Field extends keyof ChannelForm & string>(options: ChannelTestOptions<Field>) => {
  const { kind, form, channel, fields, check } = options
  const [tested, setTested] = useState<Tested | 'testing' | null>(null)
  const subject = fields.map(field => form.values[field]).join(' ')
  const asked = useRef(subject)
  useEffect(() => {
    if (asked.current !== subject) setTested(null)
    asked.current = subject
  }, [subject])

  const test = async () => {
    const wrong = check(form.values)
    if (Object.keys(wrong).length > 0) return form.setErrors({ ...form.errors, ...wrong })
    setTested('testing')
    try {
      const { ok, sentence, profile } = await ask().channels.test({
        kind,
        ...(channel === null ? {} : { channelId: channel.id }),
        settings: channelSettings(form.values, kind, channel?.settings),
      })
      setTested({ ok, sentence })
      if (form.values.name.trim() === '' && profile.name !== undefined) form.setFieldValue('name', profile.name)
    } catch (error) {
      const said = saidBy(error)
      const place = placeIn(fields, said.field)
      const sentence = said.sentence ?? t('settings.unanswered')
      setTested(place === null ? { ok: false, sentence } : null)
      if (place === null) return
      form.setFieldError(place, atField(sentence, said.field))
      form.getInputNode(place)?.focus()
    }
  }
  return { tested, test }
}
