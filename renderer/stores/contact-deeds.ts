// What can be done with a contact as a whole: ban, merge, take out, erase. Refusals are said as they come.
import type { HeldBackupsView } from '../../preload/views.ts'
import { t } from '../words/words.ts'
import { ask } from './door.ts'
import { say, sayRefusal, sayTrouble } from './toasts.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** False, with the sentence said, when it was refused. */
const done = async (deed: () => Promise<unknown>): Promise<boolean> => {
  try {
    await deed()
    return true
  } catch (error) {
    sayRefusal(error)
    return false
  }
}

export const banContact = async ({ id, name }: Named, reason: string, days: number | null): Promise<boolean> => {
  const isDone = await done(() => ask().contacts.ban({ contactId: id, reason, ...(days === null ? {} : { days }) }))
  if (isDone) say(t('contact.ban.done', { name }))
  return isDone
}

export const unbanContact = async ({ id, name }: Named): Promise<boolean> => {
  const isDone = await done(() => ask().contacts.unban({ contactId: id }))
  if (isDone) say(t('contact.ban.lifted', { name }))
  return isDone
}

export const undoMerge = (mergeId: string): Promise<boolean> => done(() => ask().contacts.undoMerge({ mergeId }))

/** The JSON text; null when it was refused. */
export const takeOutContact = async ({ id }: Named): Promise<string | null> => {
  try {
    const { file, isWhole } = await ask().contacts.export({ contactId: id })
    if (!isWhole) sayTrouble(t('contact.takeOut.notWhole'))
    return file
  } catch (error) {
    sayRefusal(error)
    return null
  }
}

export const eraseContact = async ({ id, name }: Named, renewBackups: boolean): Promise<HeldBackupsView | null> => {
  try {
    const held = await ask().contacts.erase({ contactId: id, renewBackups })
    say(t('contact.erase.done', { name }))
    return held
  } catch (error) {
    sayRefusal(error)
    return null
  }
}
