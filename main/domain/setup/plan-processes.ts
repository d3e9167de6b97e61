// The processes of a file: by code. What is published here stays published, and a draft here stays unless the file has one.
import type { AuditFields } from '../audit.ts'
import { byName } from './by-name.ts'
import { compared, impossible } from './compare.ts'
import type { PlanRules, ProcessItem } from './plan-item.ts'
import { nameKey, type Setup, type SetupProcess } from './setup-file.ts'

export const processesFrom = (present: Setup, file: Setup, rules: PlanRules): readonly ProcessItem[] => {
  const known = byName(present.processes, process => process.code)
  const names = byName(present.processes, process => process.name)
  return file.processes.map(given => {
    const here = known.get(nameKey(given.code))
    const wanted = here === undefined ? given : merged(here, given)
    const change = compared(here === undefined ? null : fieldsOf(here, rules), fieldsOf(wanted, rules))
    const { refused, missing } = rules.checkProcess(wanted)
    const namesake = names.get(nameKey(wanted.name))
    const why =
      namesake !== undefined && namesake !== here
        ? `There is a process “${namesake.name}” with another code, ${namesake.code}, here. Rename one of the two.`
        : change.verdict === 'same'
          ? null
          : refused
    const notes =
      missing.length > 0 && change.verdict !== 'same'
        ? [`Needs the secret ${missing.join(' and ')}: enter it under Processes.`]
        : []
    return {
      what: 'process',
      noun: 'process',
      name: wanted.name,
      ...(why === null ? change : impossible),
      notes: why === null ? notes : [why],
      wanted,
    }
  })
}

const merged = (here: SetupProcess, given: SetupProcess): SetupProcess => {
  const published = given.published ?? here.published
  const draft = given.draft ?? here.draft
  return { code: here.code, name: given.name, published, draft: draft === published ? null : draft }
}

/** A diagram by its size and its mark: whole, it says nothing to the eye. */
const fieldsOf = ({ code, name, published, draft }: SetupProcess, { fingerprint }: PlanRules): AuditFields => {
  const shown = (diagram: string | null) =>
    diagram === null ? null : `${diagram.length} characters (${fingerprint(diagram)})`
  return { code, name, published: shown(published), draft: shown(draft) }
}
