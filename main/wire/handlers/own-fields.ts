// Contact fields over the door.
import type { OwnFieldView } from '../../../preload/views.ts'
import type { OwnField } from '../../domain/contact/own-field.ts'
import { asId, type OwnFieldId } from '../../domain/ids.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'

export const ownFields = {
  list: door.ownFields.list.handler(async ({ context }) => ({
    fields: (await context.services.ownFields.list()).map(viewOf),
  })),

  create: door.ownFields.create.handler(async ({ input, context: { services, actor } }) =>
    viewOf(granted(await services.ownFields.create(actor, input))),
  ),

  update: door.ownFields.update.handler(async ({ input, context: { services, actor } }) => {
    const { id, version, ...change } = input
    return viewOf(granted(await services.ownFields.update(actor, asId<OwnFieldId>(id), present(change), version)))
  }),

  reorder: door.ownFields.reorder.handler(async ({ input, context: { services, actor } }) => {
    granted(
      await services.ownFields.reorder(
        actor,
        input.fieldIds.map(id => asId<OwnFieldId>(id)),
      ),
    )
    return { ok: true as const }
  }),
}

const viewOf = ({ position: _, options, ...field }: OwnField): OwnFieldView => ({ ...field, options: [...options] })
