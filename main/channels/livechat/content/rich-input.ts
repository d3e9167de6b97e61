// Rich messages as programs send them, read into our content. Source: "Rich message" of the Agent and Customer Chat API, 3.6.
import { z } from 'zod'
import { mostButtons, mostElements } from '../../../domain/content/limits.ts'
import type { RichButton, RichContent, RichElement } from '../../../domain/message-content.ts'

const text = z.string().max(16_384)

const image = z.object({
  url: text,
  name: z.string().max(500).nullish(),
  alternative_text: text.nullish(),
  content_type: z.string().max(200).nullish(),
  size: z.number().nonnegative().nullish(),
  width: z.number().nonnegative().nullish(),
  height: z.number().nonnegative().nullish(),
})

const button = z.object({
  text,
  // A button without a type does nothing but tell that it was pressed.
  type: z.enum(['message', 'url', 'phone', 'webview', 'cancel']).nullish(),
  value: text.nullish(),
  postback_id: z.string().max(500).nullish(),
  target: z.enum(['new', 'current']).nullish(),
  webview_height: z.enum(['compact', 'tall', 'full']).nullish(),
})

const element = z.object({
  title: text.nullish(),
  subtitle: text.nullish(),
  image: image.nullish(),
  buttons: z.array(button).max(mostButtons, `must be at most ${mostButtons} of an element`).nullish(),
})

export const richMessage = z.object({
  type: z.literal('rich_message'),
  template_id: z.enum(['cards', 'quick_replies', 'sticker']),
  elements: z.array(element).min(1).max(mostElements, `must be at most ${mostElements}`),
})

export const richContentOf = ({ template_id, elements }: z.output<typeof richMessage>): RichContent => ({
  type: template_id === 'quick_replies' ? 'quickReplies' : template_id,
  elements: elements.map(elementOf),
  pressed: [],
})

const elementOf = ({ title, subtitle, image, buttons }: z.output<typeof element>): RichElement => ({
  title: title ?? '',
  subtitle: subtitle ?? '',
  image:
    // Programs with types of their own send a picture that has no address where there is none.
    image == null || image.url === ''
      ? null
      : {
          url: image.url,
          name: image.name ?? '',
          alternativeText: image.alternative_text ?? '',
          contentType: image.content_type ?? null,
          size: image.size ?? null,
          width: image.width ?? null,
          height: image.height ?? null,
        },
  buttons: (buttons ?? []).map(buttonOf),
})

const buttonOf = (given: z.output<typeof button>): RichButton => ({
  type: given.type ?? 'postback',
  text: given.text,
  value: given.value ?? '',
  postbackId: given.postback_id || given.text.slice(0, 500),
  target: given.target ?? null,
  webviewHeight: given.webview_height ?? null,
})
