// X-Twilio-Signature as Twilio's documentation describes it, written anew, so that what checks it is checked.
import { createHmac } from 'node:crypto'

/** Over the address and, sorted by name, each field's name and value. */
export const signatureOf = (authToken: string, url: string, fields: Readonly<Record<string, string>>): string => {
  const names = Object.keys(fields).sort()
  const signed = names.reduce((text, name) => text + name + fields[name], url)
  return createHmac('sha1', authToken).update(Buffer.from(signed, 'utf8')).digest('base64')
}
