// Facebook's error codes as sentences for an agent, by code and subcode. Source: Messenger Platform, "Error Codes", and Graph API,
// "Handling Errors" (facts/channels.md 2.4).

export interface KnownError {
  readonly reason: string
  /** `later` by itself, `byHand`, or `never`. */
  readonly retry: 'later' | 'byHand' | 'never'
  /** The person cannot be reached until they write again. */
  readonly unreachable?: true
  /** Another app holds the conversation, whatever we were told before. */
  readonly heldByOthers?: true
  /** Too many calls: the pause grows with every attempt. */
  readonly rate?: true
  /** The whole channel suffers: what a person can do about it. */
  readonly remedy?: string
}

const later = (reason: string): KnownError => ({ reason, retry: 'later' })
const byHand = (reason: string): KnownError => ({ reason, retry: 'byHand' })
const never = (reason: string): KnownError => ({ reason, retry: 'never' })

const tokenEnded = (why: string): KnownError => ({
  reason: `Facebook does not accept the page's token any more${why}. The reply goes out once the page is connected again.`,
  retry: 'later',
  remedy: 'Connect the page again: log in with Facebook in the channel’s settings, or enter a new token there.',
})
const windowClosed = never(
  'Too long has passed since the customer last wrote: Facebook takes no more messages until they write again.',
)
const unavailable: KnownError = {
  reason: 'The customer cannot be written to: they have blocked the page, or their account is gone.',
  retry: 'never',
  unreachable: true,
}
const tooMany: KnownError = {
  reason: 'Facebook takes no more messages for the moment. Parley tries again by itself.',
  retry: 'later',
  rate: true,
}
const fileNotTaken = byHand('Facebook could not take the file. Send it again, or as another type.')
const noPermission: KnownError = {
  reason: 'The app at Meta may not write for this page. The reply goes out once it may.',
  retry: 'later',
  remedy: 'Give the app the permission pages_messaging, and set it live, in the app’s settings at Meta.',
}

const known: Readonly<Record<string, KnownError>> = {
  '1': later('Facebook has trouble of its own. Parley tries again by itself.'),
  '2': later('Facebook has trouble of its own. Parley tries again by itself.'),
  '4': tooMany,
  '17': tooMany,
  '32': tooMany,
  '341': tooMany,
  '613': tooMany,
  '613/2018338': tooMany,
  '613/2534040': tooMany,
  '80006': tooMany,
  '10/2018065': windowClosed,
  '10/2018278': windowClosed,
  '10/2534022': windowClosed,
  '10/2018108': unavailable,
  '551': unavailable,
  '551/1545041': unavailable,
  '200/1545041': unavailable,
  '10/2018300': {
    reason: 'Another app holds this conversation now, so Facebook took no reply from here. Take control to answer.',
    retry: 'byHand',
    heldByOthers: true,
  },
  '2018321': later('Facebook’s automated answers hold this conversation. Parley tries again by itself.'),
  '10/2018321': later('Facebook’s automated answers hold this conversation. Parley tries again by itself.'),
  '10/1893063': {
    reason: 'Facebook has restricted the page for a while. The reply goes out once it may write again.',
    retry: 'later',
    remedy: 'Look into the page’s Support Inbox at Facebook.',
  },
  '10': noPermission,
  '200': noPermission,
  '200/2018028': noPermission,
  '230': noPermission,
  '190': tokenEnded(''),
  '190/458': tokenEnded(', because the person who connected it has removed the app'),
  '190/459': tokenEnded(', because the person who connected it must look into their account'),
  '190/460': tokenEnded(', because the person who connected it has a new password'),
  '190/463': tokenEnded(', because it has run out'),
  '190/464': tokenEnded(', because the person who connected it must confirm their account'),
  '190/467': tokenEnded(', because it was withdrawn'),
  '190/492': tokenEnded(', because the person who connected it manages the page no more'),
  '102': tokenEnded(''),
  '368': {
    reason: 'Facebook has blocked the page from writing for a while. The reply goes out once it may again.',
    retry: 'later',
    remedy: 'Look into the page’s Support Inbox at Facebook.',
  },
  '100/33': never('Facebook does not know this customer.'),
  '100/2018001': never('Facebook does not know this customer.'),
  '100/2534037': never('Facebook does not know this customer.'),
  '100/2018008': fileNotTaken,
  '100/2018007': fileNotTaken,
  '100/2018074': fileNotTaken,
  '100/2018294': fileNotTaken,
  '100/2018047': never('Facebook takes no file of this type. Send it as another type, such as PDF.'),
  '100/2018109': never('The file is larger than Facebook takes. Send a smaller one.'),
  '100/2018014': never('Facebook took the message for two things at once. Send it again without the typing sign.'),
  '27': byHand('Facebook does not let this app take the conversation: the page has no default app for its messages.'),
  '1200': later('Facebook has trouble of its own. Parley tries again by itself.'),
}

/** Undefined: Facebook's own words are all that is known. */
export const knownError = (code: number, subcode: number | null): KnownError | undefined => {
  const exact = subcode === null ? undefined : known[`${code}/${subcode}`]
  // Code 10 stands for many things, and only without a closer word for a permission that is missing.
  return exact ?? (code === 10 && subcode !== null ? undefined : known[String(code)])
}

/** Every code with a sentence of its own, as "code/subcode" or "code". */
export const knownCodes: readonly string[] = Object.keys(known)
