// The words for Facebook Messenger: its channel's form, and the messaging window over the composer.
export const facebookEn = {
  'settings.channels.newTitle.facebook': 'New Facebook page',
  'settings.channels.facebook.about':
    'Customers write to the page in Messenger. Facebook must be able to call: through a relay that this workstation is paired with, or this hub directly with an app of your own at Meta.',
  'settings.channels.facebook.pageId': 'Page ID',
  'settings.channels.facebook.pageIdHint': 'The page’s number, as its settings at Facebook show it.',
  'settings.channels.facebook.pageIdWrong': 'A number, such as 109201234567890.',
  'settings.channels.facebook.pageToken': 'Page access token',
  'settings.channels.facebook.pageTokenHint': 'From your app at Meta, with the permission pages_messaging.',
  'settings.channels.facebook.pageTokenKept': 'A token is stored. Leave this empty to keep it.',
  'settings.channels.facebook.pageTokenMissing': 'Enter the access token of the page.',
  'settings.channels.facebook.test': 'Test',
  'settings.channels.facebook.testing': 'Asking Facebook…',
  'settings.channels.facebook.allowHumanAgent': 'Agents may answer for seven days',
  'settings.channels.facebook.allowHumanAgentHint':
    'Facebook takes replies for 24 hours after the customer wrote. Switch this on if Meta has granted your app the “Human Agent” feature: what agents write then goes out as a person’s answer until seven days have passed.',
  'settings.channels.facebook.botFirst': 'A bot answers first where the page has no default app',
  'settings.channels.facebook.botFirstHint':
    'Without a default app Facebook tells every app everything, and all may answer. On: new conversations wait with the bot until it hands over or somebody takes them. Off: they ring at agents at once.',
  'settings.channels.facebook.appSecret': 'App secret',
  'settings.channels.facebook.appSecretHint':
    'Only on a hub that Facebook calls directly. It proves that a call is Meta’s. With a relay, leave it empty.',
  'settings.channels.facebook.verifyToken': 'Verify token',
  'settings.channels.facebook.verifyTokenHint':
    'Only with an app secret: a word of your own, to be entered with the callback URL at Meta as well.',
  'settings.channels.facebook.secretKept': 'One is stored. Leave this empty to keep it.',
  'settings.channels.facebook.show': 'Show what is typed',
  'settings.channels.facebook.callback': 'Callback URL',
  'settings.channels.facebook.callbackHint':
    'One address for all pages of your app. In the app at Meta, set it under Messenger, Webhooks, with the verify token.',
  'settings.channels.facebook.noSite':
    'Facebook cannot call this hub yet: enter its public address as Website URL in the system settings.',
  'settings.channels.facebook.localOnly':
    'This address is on this machine only, so Facebook cannot call it. Enter a public address as Website URL.',
  'settings.channels.facebook.apiRoot': 'API root',
  'settings.channels.facebook.apiRootHint': 'Only for a test server. Empty: https://graph.facebook.com',
  'settings.channels.facebook.addressWrong': 'An address such as https://graph.facebook.com',
  'window.facebook.closesIn': 'Facebook takes replies until {{time}}. Left:',
  'window.facebook.humanIn': 'Free replies end at {{time}}; after that yours go out as a person’s answer. Left:',
  'window.facebook.human':
    '{{name}} has been silent for more than 24 hours. What you write goes out as a person’s answer, until {{time}}.',
  'window.facebook.closed':
    'Facebook takes no reply until {{name}} writes again: more than 24 hours have passed. Reach them another way, or leave a note.',
  'window.facebook.closedForHumans':
    'Facebook takes no reply until {{name}} writes again: more than 7 days have passed. Reach them another way, or leave a note.',
  'window.facebook.placeholder': 'Write a note',
} as const
