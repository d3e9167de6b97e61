// What the Configuration API tells of the hub itself. Source: "Configuration API, Other", 3.6.
import { z } from 'zod'
import type { Methods } from '../method.ts'
import { instant } from '../names.ts'
import { fail } from '../protocol-error.ts'
import { type ConfigurationParts, type Configurator, configured } from './configurator.ts'

export const license = ({ services, library }: ConfigurationParts): Methods<Configurator> => ({
  get_organization_id: configured(
    z.object({ license_id: z.coerce.number().int() }),
    { scopes: [], overGet: true },
    async (_caller, { license_id }) => {
      const here = await library.organization()
      return license_id === here.license
        ? { payload: { organization_id: here.id } }
        : fail('license_not_found', 'There is no such license here.')
    },
  ),

  get_license_id: configured(
    z.object({ organization_id: z.string().max(100) }),
    { scopes: [], overGet: true },
    async (_caller, { organization_id }) => {
      const here = await library.organization()
      return organization_id === here.id
        ? { payload: { license_id: here.license } }
        : fail('license_not_found', 'There is no such organization here.')
    },
  ),

  list_channels: configured(z.object({}), { scopes: [] }, async () => ({
    payload: (await services.channels.list()).map(({ channel }) => ({
      channel_type: channel.kind === 'web' ? 'code' : 'integration',
      channel_subtype: channel.kind,
      first_activity_timestamp: instant(channel.createdAt),
    })),
  })),
})
