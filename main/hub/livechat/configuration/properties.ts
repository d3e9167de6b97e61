// Properties over the Configuration API: which there are, and those of the hub and of groups. Source: "Configuration API,
// Properties", 3.6.
import { z } from 'zod'
import type { Properties, PropertyNames } from '../../../domain/property.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import type { HubPlace, RegisteredProperty } from '../../../storage/configuration-store.ts'
import { done, type Methods } from '../method.ts'
import { propertyRule, wrongToDelete, wrongToSet } from '../properties/property-guard.ts'
import { fail, failOf, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import { type ConfigurationParts, type Configurator, configured, ownerOf } from './configurator.ts'

const propertyName = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[\w.-]+$/, 'may hold letters, digits, dots, dashes and underscores')
const owner = z.string().min(1).max(100).optional()
const value = z.union([z.string().max(16_000), z.number(), z.boolean()])
const namespaces = <T extends z.ZodType>(of: T) => z.record(z.string().min(1).max(100), of)
const values = namespaces(z.record(propertyName, value))
/** The documented form is a list of names; lc-sdk-js sends whole properties. */
const names = namespaces(z.union([z.array(propertyName).max(100), z.record(propertyName, z.unknown())]))

const registration = propertyRule.extend({
  name: propertyName,
  owner_client_id: owner,
  description: z.string().max(1_000).optional(),
  default_value: value.optional(),
})
const oneProperty = { name: propertyName, owner_client_id: owner }
const prefixes = { namespace_prefix: z.string().max(100).optional(), name_prefix: z.string().max(100).optional() }
const right = 'CanManageChats'
const configuring = { scopes: ['properties.configuration:rw', 'properties--all:rw'], right } as const

export const properties = ({ services, library }: ConfigurationParts): Methods<Configurator> => {
  const { configuration } = services
  const registry = library.reads.configuration
  const placeOf = async (id: number): Promise<HubPlace | ProtocolError> =>
    (await library.queueOf(id)) ?? fail('group_not_found', `There is no group ${id}.`)
  const listed = async (
    place: HubPlace,
    prefix: { namespace_prefix?: string | undefined; name_prefix?: string | undefined },
  ) => ({
    payload: beginningWith(await configuration.hubProperties(place), prefix),
  })

  const setIn = async ({ actor }: Configurator, place: HubPlace, wanted: Properties) => {
    const wrong = await wrongToSet(registry, { location: locationOf(place), user: 'agent' }, wanted)
    if (wrong !== null) return wrong
    await configuration.setHubProperties(actor, place, wanted)
    return done
  }
  const deleteIn = async ({ actor }: Configurator, place: HubPlace, wanted: PropertyNames) => {
    const wrong = await wrongToDelete(registry, { location: locationOf(place), user: 'agent' }, wanted)
    if (wrong !== null) return wrong
    await configuration.deleteHubProperties(actor, place, wanted)
    return done
  }

  return {
    register_property: configured(registration, configuring, async (caller, { name, owner_client_id, ...config }) => {
      const clientId = ownerOf(caller, owner_client_id, ['properties--all:rw'])
      if (isProtocolError(clientId)) return clientId
      const made = await configuration.registerProperty(caller.actor, { clientId, name, config, publicAccess: [] })
      return isRefusal(made) ? failOf(made, made.code === 'conflict' ? 'already_exists' : undefined) : done
    }),

    unregister_property: configured(z.object(oneProperty), configuring, async (caller, { name, owner_client_id }) => {
      const clientId = ownerOf(caller, owner_client_id, ['properties--all:rw'])
      if (isProtocolError(clientId)) return clientId
      const gone = await configuration.unregisterProperty(caller.actor, clientId, name)
      return isRefusal(gone) ? failOf(gone) : done
    }),

    publish_property: configured(
      z.object({ ...oneProperty, access_type: z.array(z.enum(['read', 'write'])).max(2) }),
      configuring,
      async (caller, { name, owner_client_id, access_type }) => {
        const clientId = ownerOf(caller, owner_client_id, ['properties--all:rw'])
        if (isProtocolError(clientId)) return clientId
        const changed = await configuration.publishProperty(caller.actor, clientId, name, [...new Set(access_type)])
        return isRefusal(changed) ? failOf(changed) : done
      },
    ),

    list_properties: configured(
      z.object({ owner_client_id: owner }),
      { scopes: ['properties.configuration:rw', 'properties--my:ro', 'properties--all:ro'] },
      async (caller, { owner_client_id }) => {
        const clientId = ownerOf(caller, owner_client_id, ['properties--all:ro'])
        if (isProtocolError(clientId)) return clientId
        const own = await configuration.registeredProperties(clientId)
        return { payload: Object.fromEntries(own.map(one => [one.name, propertyView(one)])) }
      },
    ),

    update_license_properties: configured(
      z.object({ properties: values }),
      { scopes: ['properties.license.value--all:rw', 'properties.license.value--my:rw'], right },
      async (caller, wanted) => setIn(caller, 'license', wanted.properties),
    ),

    delete_license_properties: configured(
      z.object({ properties: names }),
      { scopes: ['properties.license.value--all:rw', 'properties.license.value--my:rw'], right },
      async (caller, wanted) => {
        return deleteIn(caller, 'license', namesIn(wanted.properties))
      },
    ),

    list_license_properties: configured(z.object(prefixes), { scopes: [], overGet: true }, (_caller, prefix) =>
      listed('license', prefix),
    ),

    update_group_properties: configured(
      z.object({ group_id: z.number().int().optional(), id: z.number().int().optional(), properties: values }),
      { scopes: ['properties.group.value--all:rw', 'properties.group.value--my:rw'], right },
      async (caller, wanted) => {
        const place = await placeOf(wanted.group_id ?? wanted.id ?? -1)
        if (isProtocolError(place)) return place
        return setIn(caller, place, wanted.properties)
      },
    ),

    delete_group_properties: configured(
      z.object({ id: z.number().int().optional(), group_id: z.number().int().optional(), properties: names }),
      { scopes: ['properties.group.value--all:rw', 'properties.group.value--my:rw'], right },
      async (caller, wanted) => {
        const place = await placeOf(wanted.id ?? wanted.group_id ?? -1)
        if (isProtocolError(place)) return place
        return deleteIn(caller, place, namesIn(wanted.properties))
      },
    ),

    list_group_properties: configured(
      z.object({ id: z.coerce.number().int(), ...prefixes }),
      { scopes: [], overGet: true },
      async (_caller, { id, ...prefix }) => {
        const place = await placeOf(id)
        return isProtocolError(place) ? place : listed(place, prefix)
      },
    ),
  }
}

const locationOf = (place: HubPlace) => (place === 'license' ? 'license' : 'group')

const propertyView = ({ clientId, name, config, publicAccess }: RegisteredProperty) => ({
  name,
  owner_client_id: clientId,
  ...config,
  ...(publicAccess.length === 0 ? {} : { public_access: publicAccess }),
})

const namesIn = (wanted: z.output<typeof names>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(wanted).map(([namespace, of]) => [namespace, Array.isArray(of) ? of : Object.keys(of)]),
  )

const beginningWith = (
  all: Properties,
  {
    namespace_prefix = '',
    name_prefix = '',
  }: { namespace_prefix?: string | undefined; name_prefix?: string | undefined },
): Properties =>
  Object.fromEntries(
    Object.entries(all)
      .filter(([namespace]) => namespace.startsWith(namespace_prefix))
      .map(([namespace, named]): [string, Properties[string]] => [
        namespace,
        Object.fromEntries(Object.entries(named).filter(([name]) => name.startsWith(name_prefix))),
      ])
      .filter(([, named]) => Object.keys(named).length > 0),
  )
