// Send e-mail, through the SMTP server of the system settings. After a crash it may be sent twice, with the same Message-ID, by which
// mail programs show one.
import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { hostsIn, isAllowedHost } from '../../domain/outbound-address.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { SystemSettings } from '../../domain/settings.ts'
import type { Keychain } from '../../services/keychain.ts'
import type { Reads } from '../../storage/store.ts'
import { emptyField, type Failed, type OutsideTask, short, textOf } from './task.ts'

const waitMs = 20_000
const mostRecipients = 20

export const sendMail =
  ({ store, keychain }: { readonly store: Reads; readonly keychain: Keychain }): OutsideTask =>
  async ({ step, key }) => {
    const settings = await store.settings.all()
    if (settings.SmtpServer === '' || settings.SmtpFrom === '')
      return refuse('unavailable', 'No SMTP server is set up. Enter it in the system settings, then retry.')
    const to = textOf(step, 'to')
      .split(/[\s,;]+/)
      .filter(Boolean)
    const no = recipientFault(to) ?? emptyField(step, 'subject', 'The subject') ?? emptyField(step, 'text', 'The text')
    if (no !== null) return no
    try {
      await transportOf(settings, keychain).sendMail({
        from: settings.SmtpFrom,
        to: to.map(address => ({ name: '', address })),
        subject: textOf(step, 'subject')
          .replace(/[\r\n]+/g, ' ')
          .trim(),
        text: textOf(step, 'text'),
        messageId: `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@parley>`,
      })
    } catch (error) {
      return troubleWith(settings.SmtpServer, error)
    }
    return { output: {}, outcome: `Sent an e-mail to ${short(to.join(', '))}`, line: true }
  }

/** 465 speaks TLS from the first byte. On other ports it must begin TLS, except where a supervisor allows the host of a private network. */
const transportOf = (settings: SystemSettings, keychain: Keychain) => {
  const url = new URL(`http://${settings.SmtpServer}`)
  const port = settings.SmtpServer.endsWith(':80') ? 80 : Number(url.port || 587)
  const isOwn = isAllowedHost(new URL(`http://${url.hostname}:${port}`), hostsIn(settings.OutboundAllowedHosts))
  const pass = settings.SmtpPassword === null ? '' : keychain.open(settings.SmtpPassword)
  return createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    secure: port === 465,
    requireTLS: port !== 465 && !isOwn,
    ...(settings.SmtpUser === '' ? {} : { auth: { user: settings.SmtpUser, pass } }),
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    // What a customer wrote is text, never the name of a file or an address to read from.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

const recipientFault = (to: readonly string[]): Refusal | null => {
  if (to.length === 0) return refuse('invalid', 'There is no e-mail address to send to.')
  if (to.length > mostRecipients) return refuse('invalid', `An e-mail goes to at most ${mostRecipients} addresses.`)
  const strange = to.find(address => !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(address))
  return strange === undefined ? null : refuse('invalid', `${short(strange)} is not an e-mail address.`)
}

/** Of SMTP, codes from 500 on are final; everything else may pass. */
const troubleWith = (host: string, error: unknown): Failed | Refusal => {
  const code: unknown = error instanceof Error && 'responseCode' in error ? error.responseCode : undefined
  const what = short(error instanceof Error ? error.message : String(error), 200)
  const sentence = `${host} did not take the e-mail: ${what}.`
  return typeof code === 'number' && code >= 500 ? refuse('invalid', sentence) : { failed: true, sentence }
}
