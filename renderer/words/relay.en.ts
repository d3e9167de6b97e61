// The words about the relay: what it is for, how it is, and what to do.
export const relayEn = {
  'settings.relay.title': 'Relay',
  'settings.relay.off': 'Not paired. A desk behind a firewall needs one for WhatsApp and Facebook Messenger.',
  'settings.relay.what':
    'WhatsApp and Facebook Messenger deliver what customers write by calling a public address, and a desk behind a firewall has none. A relay is a small service of yours on the internet that takes these calls, keeps them while Parley is away, and hands them over when Parley calls it.',
  'settings.relay.whatFor': 'Whoever runs the relay gives you its address and a one-time code.',
  'settings.relay.address': 'Address of the relay',
  'settings.relay.addressHint': 'Such as https://relay.example.com',
  'settings.relay.addressMissing': 'Enter the address of the relay.',
  'settings.relay.addressWrong': 'A web address that begins with https://, such as https://relay.example.com',
  'settings.relay.addressOpen': 'The address must begin with https://, because secrets go there.',
  'settings.relay.code': 'One-time code',
  'settings.relay.codeHint': 'Good for one pairing, and for a short while.',
  'settings.relay.codeMissing': 'Enter the code that the relay showed.',
  'settings.relay.pair': 'Pair',
  'settings.relay.pairing': 'Asking the relay…',
  'settings.relay.pairAnew': 'Pair anew…',
  'settings.relay.paired': 'Parley is paired with the relay.',
  'settings.relay.state.off': 'Not paired',
  'settings.relay.state.connecting': 'Connecting…',
  'settings.relay.state.online': 'Online since {{when}}',
  'settings.relay.state.onlineShort': 'Relay online',
  'settings.relay.state.retrying': 'Away, trying again at {{time}}',
  'settings.relay.state.needsAttention': 'Needs you',
  'settings.relay.away':
    'Away since {{when}}. While only the way to it is broken, what customers write waits there. When the relay itself is down, the networks try again for a while and then give up: have it looked at.',
  'settings.relay.waiting': 'Waiting there',
  'settings.relay.nothingWaits': 'Nothing',
  'settings.relay.notSaid': 'Not known while the relay is away',
  'settings.relay.waits_one': '{{count}} message, for {{age}}',
  'settings.relay.waits_other': '{{count}} messages, the oldest for {{age}}',
  'settings.relay.waitsShort_one': '{{count}} waits there',
  'settings.relay.waitsShort_other': '{{count}} wait there',
  'settings.relay.late':
    'Something has been waiting there for minutes, though the line stands. Look at the channels: one of them may be in trouble.',
  'settings.relay.refused': 'Refused',
  'settings.relay.refusedOf_one': '{{count}} call that Parley would not take. The relay keeps it with the reason.',
  'settings.relay.refusedOf_other':
    '{{count}} calls that Parley would not take. The relay keeps them with the reasons.',
  'settings.relay.alarm': 'The relay has an alarm for whoever runs it',
  'settings.relay.publicUrl': 'Public address',
  'settings.relay.channels': 'Channels through it',
  'settings.relay.noChannels':
    'None yet. Active WhatsApp and Facebook channels without a public address of their own come through it.',
  'settings.relay.unpair': 'Part from the relay…',
  'settings.relay.unpairTitle': 'Part from the relay?',
  'settings.relay.unpairChannels':
    'These channels stop receiving until they have another public address: {{names}}. Answers already under way still go out.',
  'settings.relay.unpairNoChannels': 'No channel comes through it at present.',
  'settings.relay.unpairWaits_one':
    'One message waits there. It comes only if Parley is paired with this relay again while that keeps it.',
  'settings.relay.unpairWaits_other':
    '{{count}} messages wait there. They come only if Parley is paired with this relay again while that keeps them.',
  'settings.relay.unpairAgain': 'To come back you need a new code.',
  'settings.relay.unpairYes': 'Part from it',
  'settings.relay.unpaired': 'Parley has parted from the relay.',
  'settings.relay.secretDropped':
    'The stored secret belongs to the relay at the other address and is dropped when you save. Pair Parley anew under Channels, Relay.',
  'settings.channels.health.warned': 'Online, with a warning',
  'channel.warned': '{{names}}: {{warning}}',
} as const
