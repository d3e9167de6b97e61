// Roles over the door: what a set of people may do.
import { asId, type RoleId } from '../../domain/ids.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { roleView } from '../views/agent.ts'

export const roles = {
  create: door.roles.create.handler(async ({ input, context }) =>
    roleView(granted(await context.services.roles.create(context.actor, input))),
  ),

  update: door.roles.update.handler(async ({ input, context }) => {
    const { roleId, version, ...change } = input
    const { services, actor } = context
    return roleView(granted(await services.roles.update(actor, asId<RoleId>(roleId), present(change), version)))
  }),

  remove: door.roles.remove.handler(async ({ input, context }) => {
    granted(await context.services.roles.remove(context.actor, asId<RoleId>(input.roleId)))
    return { ok: true } as const
  }),
}
