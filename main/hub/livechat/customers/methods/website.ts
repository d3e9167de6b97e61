// How the website's chat is set up, for programs that draw it themselves: no token is needed, as with the page of our own.
// Source: "Configuration", "Localization", "List License Properties", "List Group Properties", "Get Form" of the Customer Chat API, 3.6.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { WebSettings } from '../../../../channels/web/settings.ts'
import { type Methods, method } from '../../method.ts'
import { fail, isProtocolError, type ProtocolError } from '../../protocol-error.ts'
import { isAllowed } from '../allowed-pages.ts'
import type { CustomerParts } from '../customer-parts.ts'
import { channelForGroup } from '../customer-party.ts'

/** Whoever calls without a token. */
export const nobody = Object.freeze({})
export type Nobody = typeof nobody

/** In a query everything is text. */
const group = z.coerce.number().int().nonnegative()
const text = z.string().max(4_000)
const overWeb = { only: 'web', overGet: true } as const

export const website = ({ web, views, presence }: CustomerParts): Methods<Nobody> => {
  const { library } = views

  const settingsOf = async (groupId: number | undefined): Promise<WebSettings | ProtocolError> => {
    if (groupId !== undefined && groupId !== 0 && (await library.queueOf(groupId)) === null)
      return fail('group_not_found', `There is no group ${groupId}.`)
    const channelId = await channelForGroup(web, library, groupId)
    const service = channelId === null ? undefined : web.channels.get(channelId)
    return service?.settings ?? fail('service_unavailable', 'No website channel is on, so customers cannot chat.')
  }

  return {
    get_dynamic_configuration: method(
      z.object({ group_id: group.optional(), url: text.optional() }),
      async (_nobody: Nobody, { group_id, url }) => {
        const settings = await settingsOf(group_id)
        if (isProtocolError(settings)) return settings
        const { id, license } = await library.organization()
        const statuses = await presence.statuses()
        const online = [...statuses].filter(([number, status]) => number !== 0 && status === 'online')
        const facts = {
          group_id: group_id ?? 0,
          client_limit_exceeded: false,
          domain_allowed: url === undefined || isAllowed(settings, url),
          ...(online.length === 0 ? {} : { online_group_ids: online.map(([number]) => number) }),
          config_version: versionOf(settings),
          localization_version: versionOf(phrasesOf(settings)),
          language: 'en',
        }
        return {
          payload: {
            organization_id: id,
            license_id: license,
            default_widget: 'livechat',
            livechat_active: true,
            livechat: facts,
            // Where 3.4 and 3.5 have them.
            ...facts,
          },
        }
      },
      overWeb,
    ),

    get_configuration: method(
      z.object({ group_id: group, version: text }),
      async (_nobody: Nobody, { group_id }) => {
        const settings = await settingsOf(group_id)
        if (isProtocolError(settings)) return settings
        const prechat = prechatForm(settings)
        return {
          payload: {
            buttons: [],
            ...(prechat === null ? {} : { prechat_form: prechat }),
            integrations: {},
            properties: { group: {}, license: {} },
          },
        }
      },
      overWeb,
    ),

    get_localization: method(
      z.object({ group_id: group, language: text, version: text }),
      async (_nobody: Nobody, { group_id }) => {
        const settings = await settingsOf(group_id)
        return isProtocolError(settings) ? settings : { payload: phrasesOf(settings) }
      },
      overWeb,
    ),
  }
}

/** Asked before a chat, where the website asks for it at all; never a condition. */
export const prechatForm = ({ askName }: WebSettings): object | null =>
  askName === 'no'
    ? null
    : {
        id: 'prechat',
        fields: [
          { id: 'name', type: 'name', label: 'Name', required: false },
          { id: 'email', type: 'email', label: 'E-mail', required: false },
        ],
      }

const phrasesOf = ({ title, greeting }: WebSettings): Record<string, string> => ({
  Window_title: title,
  Welcome_message: greeting,
  Agents_not_available: 'Nobody is here at the moment. Write to us; the next free agent answers.',
})

const versionOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32)
