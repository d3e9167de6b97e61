// What a message holds besides text: cards and their buttons, forms, programs' data. An agent sees what was pressed, and presses nothing.
import { assertNever } from '../../../../main/domain/assert-never.ts'
import type { ContentView } from '../../../../preload/views.ts'
import { Cards } from './Cards.tsx'
import { CustomData } from './CustomData.tsx'
import { FilledForm, Form } from './Forms.tsx'

export const MessageContent = ({ content }: { readonly content: ContentView }) => {
  switch (content.type) {
    case 'cards':
    case 'quickReplies':
    case 'sticker':
      return <Cards content={content} />
    case 'form':
      return <Form form={content} />
    case 'filledForm':
      return <FilledForm form={content} />
    case 'custom':
      return <CustomData data={content.content} />
    default:
      return assertNever(content)
  }
}
