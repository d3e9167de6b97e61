// Twilio's error codes as sentences for an agent. The same code comes as the answer to a call or, later, in a status
// callback. Source: Twilio's error dictionary (facts/channels.md 3.3).

export interface KnownError {
  readonly reason: string
  /** Of a refused call: `later` by itself, `byHand`, or `never`. A failure that is reported afterwards is never sent again by itself. */
  readonly retry: 'later' | 'byHand' | 'never'
  /** The person cannot be reached until they write again. */
  readonly unreachable?: true
  /** The whole channel suffers: what a person can do about it. */
  readonly remedy?: string
}

const later = (reason: string, remedy?: string): KnownError => ({
  reason,
  retry: 'later',
  ...(remedy === undefined ? {} : { remedy }),
})
const byHand = (reason: string, remedy?: string): KnownError => ({
  reason,
  retry: 'byHand',
  ...(remedy === undefined ? {} : { remedy }),
})
const never = (reason: string): KnownError => ({ reason, retry: 'never' })
const gone = (reason: string): KnownError => ({ reason, retry: 'never', unreachable: true })

const inConsole = 'Look into the Twilio Console.'
const windowClosed = never(
  'More than 24 hours have passed since the customer last wrote: WhatsApp takes only an approved template now.',
)
const fileNotFetched = byHand(
  'WhatsApp could not fetch the file from this workstation. Ask the person who manages channels whether its public address is right.',
)
const tooMany = byHand('WhatsApp takes no more messages to this customer for now. Wait a while, then send it again.')
const internal = byHand('WhatsApp had trouble of its own. Send it again.')

const known: Readonly<Record<number, KnownError>> = {
  11200: fileNotFetched,
  11751: never('The file is too large for WhatsApp. Send a smaller one.'),
  12300: never('WhatsApp does not take files of this type. Send it as another type, such as PDF.'),
  20003: later(
    'Twilio does not accept the auth token of the channel. The reply goes out once the channel has the right one.',
    'Enter the present auth token of the account, as the Twilio Console shows it.',
  ),
  20005: later('The Twilio account is suspended. The reply goes out once it is active again.', inConsole),
  20404: never('Twilio does not know what was asked for. Check the account of the channel.'),
  20429: later('Twilio asks for a pause. Parley tries again by itself.'),
  20503: later('Twilio has trouble of its own. Parley tries again by itself.'),
  21211: gone('This is no number that WhatsApp can reach.'),
  21408: never('The Twilio account may not write to this country.'),
  21606: byHand('The sender of the channel may not send from this Twilio account.', inConsole),
  21610: gone('The customer has opted out of messages from this number. Only they can undo that.'),
  21611: later('Too many messages wait at Twilio. Parley tries again by itself.'),
  21614: gone('This number cannot receive WhatsApp messages.'),
  21617: never('The text is longer than the 1,600 characters that WhatsApp takes. Shorten it.'),
  21620: fileNotFetched,
  21623: never('WhatsApp takes one file with a message.'),
  21654: never('Twilio does not know this template (any more). Choose another.'),
  21656: never('The variables do not fit this template. Fill them in again.'),
  30001: byHand('Too many messages waited at Twilio, and this one was dropped. Send it again.'),
  30002: byHand('The Twilio account is suspended.', inConsole),
  30003: byHand("The customer's phone could not be reached. Send it again later."),
  30004: gone('The customer does not take messages from this number.'),
  30005: gone('This number does not exist (any more).'),
  30006: gone('This number cannot receive WhatsApp messages.'),
  30007: never('The message was taken for unwanted mail and was not delivered.'),
  30008: internal,
  30410: byHand('WhatsApp did not answer Twilio in time. Send it again.'),
  63001: byHand('WhatsApp does not accept the sender of the channel.', inConsole),
  63003: gone('This number is not on WhatsApp (any more).'),
  63005: never('WhatsApp does not take this content.'),
  63007: byHand('The sender of the channel is no WhatsApp sender of the Twilio account.', inConsole),
  63008: byHand('The WhatsApp sender is set up wrongly at Twilio.', inConsole),
  63009: internal,
  63010: internal,
  63012: internal,
  63013: never('The message breaks a rule of WhatsApp and was not delivered.'),
  63015: never('The customer has not joined the Twilio sandbox that this channel uses.'),
  63016: windowClosed,
  63017: tooMany,
  63018: tooMany,
  63019: fileNotFetched,
  63020: byHand('The WhatsApp business account is not connected to Twilio.', inConsole),
  63021: never('WhatsApp does not take this content.'),
  63024: gone('This number cannot receive WhatsApp messages.'),
  63027: never('The template does not exist in this language. Choose another.'),
  63028: never('The variables do not fit this template. Fill them in again.'),
  63030: never('WhatsApp does not take something in this template. Choose another.'),
  63031: never('The customer has the number of the channel itself.'),
  63032: never('WhatsApp limits how often this customer is written to, and did not deliver it.'),
  63033: gone('The customer cannot be written to: they have blocked this number, or may not receive from it.'),
  63038: byHand('The Twilio account has reached its limit for today.', inConsole),
  63049: never('WhatsApp chose not to deliver this marketing message to the customer.'),
}

export const knownError = (code: number): KnownError | undefined => known[code]

/** Every code with a sentence of its own. */
export const knownCodes: readonly number[] = Object.keys(known).map(Number)

/** What a status callback's code means; `more`: what it says besides, in Twilio's words. */
export const reportedError = (code: number | null, more: string): KnownError => {
  const found = code === null ? undefined : knownError(code)
  if (found !== undefined) return found
  const detail = [code === null ? '' : `error ${code}`, more.replace(/\.$/, '')].filter(Boolean).join(': ')
  return byHand(`WhatsApp could not deliver the message${detail === '' ? '' : ` (${detail})`}.`)
}
