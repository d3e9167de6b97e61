// The words for cards, quick replies, forms and programs' data in a conversation.
export const richMessagesEn = {
  'rich.cards': 'Cards',
  'rich.quickReplies': 'Quick replies',
  'rich.sticker': 'Sticker',
  'rich.buttons': 'Buttons of the customer’s',
  'rich.pressed': '(pressed)',
  'rich.picture': 'Picture',
  'rich.openPicture': 'Open at {{host}}',
  'rich.form': 'Form',
  'rich.filledForm': 'Filled-in form',
  'rich.required': 'required',
  'rich.noAnswer': 'no answer',
  'rich.custom': 'Custom data',
} as const
