// The system settings over the door, by the names of the seeds.
import { z } from 'zod'
import { hostFault, hostsIn } from '../../main/domain/outbound-address.ts'
import { addressFault } from '../../main/domain/web-address.ts'
import { id, instant, sound } from '../shapes.ts'
import { at } from './gates.ts'

const nothing = z.strictObject({})

export const systemSettings = z.object({
  OmniChatOperatorAcceptChatTimeout: z.number().int(),
  SimultaneousChats: z.number().int(),
  /** Null: Parley's own sound. */
  OmniChatNotificationSound: sound.nullable(),
  SiteUrl: z.string(),
  /** Empty as well for those without CanManageChats, like all that follows. */
  IdentityServerUrl: z.string(),
  IdentityServerClientId: z.string(),
  OutboundAllowedHosts: z.string(),
  SmtpServer: z.string(),
  SmtpUser: z.string(),
  SmtpFrom: z.string(),
  /** Names of the secret settings that are filled; their values never come back. */
  secretsSet: z.array(z.string()),
  /** Who changed each setting last (null: Parley itself), by its name; what was never changed is missing. */
  lastChanges: z.record(z.string(), z.object({ at: instant, byName: z.string().nullable() })),
})

/** Travels in a header of the line to the relay. */
const headerWord = z
  .string()
  .trim()
  .regex(/^[\x20-\x7e]*$/, 'must be letters, digits and signs of plain ASCII')

const address = z.union([
  z.literal(''),
  z
    .url({ protocol: /^https?$/, error: 'must be a web address that begins with https://' })
    .max(2_000)
    .refine(text => addressFault(text) !== 'credentials', 'must not hold a user name or a password')
    .refine(text => addressFault(text) !== 'query', 'must not have a "?" or a "#" in it'),
])

export const settingValues = {
  OmniChatOperatorAcceptChatTimeout: z
    .number()
    .int('must be a whole number of minutes')
    .min(1, 'must be at least 1 minute')
    .max(1_440, 'must be at most 1440 minutes'),
  SimultaneousChats: z
    .number()
    .int('must be a whole number')
    .min(0, 'must be 0 (no limit) or more')
    .max(99, 'must be at most 99'),
  SiteUrl: address,
  IdentityServerUrl: address,
  IdentityServerClientId: headerWord.max(200),
  OutboundAllowedHosts: z
    .string()
    .trim()
    .max(5_000, 'must be at most 5000 characters')
    .refine(text => hostsIn(text).every(entry => hostFault(entry) === null), {
      error: ({ input }) =>
        `has an entry that is no host: ${hostsIn(String(input)).find(entry => hostFault(entry) !== null)}`,
    }),
  SmtpServer: z
    .string()
    .trim()
    .max(300)
    .refine(text => text === '' || hostFault(text) === null, 'must be a host such as mail.example:587'),
  SmtpUser: z.string().trim().max(320),
  SmtpFrom: z.union([z.literal(''), z.email('is not an e-mail address')]),
}

export const settings = {
  get: at('signedIn', 'System settings, without secrets').input(nothing).output(systemSettings),
  set: at('CanManageChats', 'Change one or more system settings')
    .input(
      z
        .strictObject({
          ...settingValues,
          /** From files/upload; null = Parley's own sound. */
          OmniChatNotificationSound: z
            .strictObject({ fileId: id, name: z.string().min(1).max(255), mime: z.string().max(200) })
            .nullable(),
          /** Empty: leave it as it is; null: clear it. Stored sealed, never sent back. */
          IdentityServerClientSecret: headerWord.max(1_000).nullable(),
          /** As the other secret. */
          SmtpPassword: z.string().max(1_000).nullable(),
        })
        .partial(),
    )
    .output(systemSettings),
}
