// The words for WhatsApp: its channel's form, the messaging window over the composer, and approved templates.
export const whatsappEn = {
  'settings.channels.newTitle.whatsapp': 'New WhatsApp number',
  'settings.channels.whatsapp.about':
    'Twilio connects the number: you need a Twilio account and a WhatsApp sender there. Twilio must be able to call this workstation.',
  'settings.channels.whatsapp.accountSid': 'Account SID',
  'settings.channels.whatsapp.accountSidHint': 'From the Twilio Console: “AC” and 32 digits and letters.',
  'settings.channels.whatsapp.accountSidWrong':
    'This is “AC” and 32 digits and letters. Copy it from the Twilio Console.',
  'settings.channels.whatsapp.authToken': 'Auth token',
  'settings.channels.whatsapp.authTokenHint': 'From the Twilio Console. It also proves that a call is Twilio’s.',
  'settings.channels.whatsapp.authTokenKept': 'A token is stored. Leave this empty to keep it.',
  'settings.channels.whatsapp.authTokenMissing': 'Enter the auth token of the account.',
  'settings.channels.whatsapp.sender': 'WhatsApp number',
  'settings.channels.whatsapp.senderHint': 'The sender at Twilio, with its country code, such as +14155550100.',
  'settings.channels.whatsapp.senderWrong': 'A number with its country code, such as +14155550100.',
  'settings.channels.whatsapp.test': 'Test',
  'settings.channels.whatsapp.testing': 'Asking Twilio…',
  'settings.channels.whatsapp.webhook': 'Webhook address',
  'settings.channels.whatsapp.webhookHint':
    'At Twilio, set this as the sender’s address for incoming messages (POST). What follows the # makes Twilio call again when it finds nobody.',
  'settings.channels.whatsapp.webhookAfterSave':
    'The address to set at Twilio is shown here once the channel is saved.',
  'settings.channels.whatsapp.noSite':
    'Twilio cannot call this workstation yet: pair it with a relay (Channels, Relay), or enter its public address as Website URL in the system settings, or below under Advanced.',
  'settings.channels.whatsapp.localOnly':
    'This address is on this machine only, so Twilio cannot call it. Enter a public address as Website URL.',
  'settings.channels.whatsapp.publicUrl': 'Public address',
  'settings.channels.whatsapp.publicUrlHint':
    'Only when Twilio reaches this channel by another address than the relay’s or the Website URL.',
  'settings.channels.whatsapp.apiRoot': 'API root',
  'settings.channels.whatsapp.apiRootHint': 'Only for a test server. Empty: https://api.twilio.com',
  'settings.channels.whatsapp.addressWrong': 'An address such as https://desk.example.com',
  'settings.channels.copy': 'Copy',
  'settings.channels.copied': 'Copied',
  'settings.channels.notCopied': 'The address could not be copied. Select it and copy it by hand.',
  'window.closesIn': 'WhatsApp takes free replies until {{time}}. Left:',
  'window.closed':
    'WhatsApp takes only an approved template until {{name}} writes again: more than 24 hours have passed.',
  'window.closedPlaceholder': 'Choose a template above, or write a note',
  'window.choose': 'Choose a template',
  'template.title': 'Send a template to {{name}}',
  'template.which': 'Template',
  'template.find': 'Find by name',
  'template.none': 'This number has no approved templates. Somebody has to add them at Twilio and have them approved.',
  'template.loading': 'Asking for the templates…',
  'template.example': 'Such as {{example}}',
  'template.variable': 'Value for {{name}}',
  'template.preview': 'What {{name}} will read',
  'template.brings': 'It also brings: {{extras}}.',
  'template.send': 'Send template',
} as const
