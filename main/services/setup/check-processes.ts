// Whether the diagrams of a file can be published here, found out before anything is decided: it takes another thread.
import type { ProcessProblem } from '../../domain/process.ts'
import type { ProcessVerdict } from '../../domain/setup/plan-item.ts'
import { nameKey, type Setup, type SetupProcess } from '../../domain/setup/setup-file.ts'
import type { Stored } from './read-setup.ts'

export type CheckDiagram = (xml: string) => Promise<readonly ProcessProblem[]>

/** By diagram: the first error. What is published here already is not looked at again. */
export const faultsIn = async (
  file: Setup,
  present: Pick<Stored, 'processes'>,
  check: CheckDiagram,
): Promise<ReadonlyMap<string, string>> => {
  const faults = new Map<string, string>()
  for (const { code, published } of file.processes) {
    if (published === null || published === present.processes.get(nameKey(code))?.published) continue
    const fault = (await check(published)).find(({ severity }) => severity === 'error')
    if (fault !== undefined)
      faults.set(published, `${fault.elementName === '' ? '' : `${fault.elementName}: `}${fault.sentence}`)
  }
  return faults
}

export const processVerdict = (
  { published, draft }: SetupProcess,
  faults: ReadonlyMap<string, string>,
  secrets: ReadonlySet<string>,
): ProcessVerdict => ({
  refused: published === null ? null : (faults.get(published) ?? null),
  missing: secretsIn(published ?? draft ?? '').filter(name => !secrets.has(name)),
})

const secretsIn = (diagram: string): readonly string[] => [
  ...new Set([...diagram.matchAll(/\{\{\s*secrets\.([A-Za-z]\w{0,49})\s*\}\}/g)].flatMap(([, name]) => name ?? [])),
]
