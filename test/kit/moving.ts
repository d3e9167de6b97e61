// Moving a set-up from one test workstation to another, in few words.
import type { SetupFile } from '../../main/domain/setup/setup-file.ts'
import type { Actor, SetupPreview } from '../../main/services/verbs.ts'
import { must } from './must.ts'
import { anOpenOffice, type TestOffice } from './office.ts'

export const look = async ({ services, supervisor }: TestOffice, file: SetupFile, who: Actor = supervisor('ann')) =>
  must(await services.setup.preview(who, file))

export const bringIn = async (office: TestOffice, file: SetupFile): Promise<SetupPreview> => {
  const { token } = await look(office, file)
  return must(await office.services.setup.import(office.supervisor('ann'), file, token))
}

export const takeOut = async (office: TestOffice) => {
  const { exportedAt: _, ...file } = await office.services.setup.export(office.supervisor('ann'), '1.2.3')
  return file
}

export const verdicts = ({ items }: Pick<SetupPreview, 'items'>) =>
  items.filter(one => one.verdict !== 'same').map(({ what, name, verdict }) => `${what} ${name}: ${verdict}`)

/** Ann can sign in, so that somebody always can. */
export const anOfficeToMove = async (more: Parameters<typeof anOpenOffice>[0] = {}) => {
  const office = await anOpenOffice(more)
  await office.store.transact(async tx => {
    const [role] = await tx.agents.roles()
    await tx.agents.update('ann' as never, { passwordHash: 'x', roleIds: role === undefined ? [] : [role.id] })
  })
  return office
}
