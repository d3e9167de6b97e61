// Content that Parley has no form for: said in words with the way to see it, or left out where nobody said anything.

/** Content of people; the sentence goes on "Open it in Telegram to see it." */
const named: Readonly<Record<string, string>> = {
  story: 'Sent a story.',
  game: 'Sent a game.',
  invoice: 'Sent an invoice.',
  paid_media: 'Sent paid media.',
  checklist: 'Sent a checklist.',
  checklist_tasks_done: 'Ticked off tasks of a checklist.',
  checklist_tasks_added: 'Added tasks to a checklist.',
  gift: 'Sent a gift.',
  unique_gift: 'Sent a gift.',
  giveaway: 'Sent a giveaway.',
  giveaway_winners: 'Sent the winners of a giveaway.',
  successful_payment: 'Made a payment.',
  refunded_payment: 'A payment was refunded.',
  passport_data: 'Sent Telegram Passport data.',
  users_shared: 'Shared people with the bot.',
  chat_shared: 'Shared a chat with the bot.',
  rich_message: 'Sent a formatted message.',
}

/** What happens around people and is nothing that anybody said to us. Migration and membership are read elsewhere. */
const housekeeping: readonly string[] = [
  ...['new_chat_members', 'left_chat_member', 'new_chat_title', 'new_chat_photo', 'delete_chat_photo'],
  ...['group_chat_created', 'supergroup_chat_created', 'channel_chat_created', 'chat_owner_left', 'chat_owner_changed'],
  ...['migrate_to_chat_id', 'migrate_from_chat_id', 'message_auto_delete_timer_changed', 'pinned_message'],
  ...['community_chat_added', 'community_chat_removed', 'community_chat_joined', 'connected_website'],
  ...['write_access_allowed', 'proximity_alert_triggered', 'boost_added', 'chat_background_set', 'giveaway_created'],
  ...['giveaway_completed', 'forum_topic_created', 'forum_topic_edited', 'forum_topic_closed', 'forum_topic_reopened'],
  ...['general_forum_topic_hidden', 'general_forum_topic_unhidden', 'video_chat_scheduled', 'video_chat_started'],
  ...['video_chat_ended', 'video_chat_participants_invited', 'paid_message_price_changed', 'managed_bot_created'],
  ...['direct_message_price_changed', 'poll_option_added', 'poll_option_deleted', 'gift_upgrade_sent'],
  ...['suggested_post_approved', 'suggested_post_approval_failed', 'suggested_post_declined', 'suggested_post_paid'],
  ...['suggested_post_refunded'],
]

export const isHousekeeping = (message: Readonly<Record<string, unknown>>): boolean =>
  housekeeping.some(key => message[key] !== undefined)

/** `key`: under which the content came; undefined when Telegram itself has no name for it. */
export const unshowable = (key: string | undefined): { readonly kind: 'unsupported'; readonly text: string } => {
  const readable = key !== undefined && /^[a-z0-9_]{1,40}$/i.test(key) ? ` (${key.replaceAll('_', ' ')})` : ''
  const what =
    (key !== undefined && Object.hasOwn(named, key) && named[key]) ||
    `Sent something that Parley cannot show${readable}.`
  return { kind: 'unsupported', text: `${what} Open it in Telegram to see it.` }
}
