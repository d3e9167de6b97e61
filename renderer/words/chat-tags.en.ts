// The words for the tags of a chat.
export const chatTagsEn = {
  'chatTags.title': 'Tags of this chat',
  'chatTags.list': 'Chat tags',
} as const
