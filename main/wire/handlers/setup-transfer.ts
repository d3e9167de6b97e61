// The set-up as a file over the door: its text is read here, once, and every fault in it named by its place.
import { setupFile } from '../../../preload/contract/setup-file.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { type SetupFile, setupFormat, setupVersion } from '../../domain/setup/setup-file.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { unusable } from '../unusable-input.ts'
import { setupPreviewView } from '../views/setup-preview.ts'

export const setup = {
  export: door.setup.export.handler(async ({ context }) => {
    const file = await context.services.setup.export(context.actor, context.host.version)
    return { file: `${JSON.stringify(file, null, 2)}\n` }
  }),

  preview: door.setup.preview.handler(async ({ input, context }) => {
    const file = granted(readSetupFile(input.file))
    return setupPreviewView(granted(await context.services.setup.preview(context.actor, file)))
  }),

  import: door.setup.import.handler(async ({ input, context }) => {
    const file = granted(readSetupFile(input.file))
    return setupPreviewView(granted(await context.services.setup.import(context.actor, file, input.token)))
  }),
}

const field = 'file'

export const readSetupFile = (text: string): SetupFile | Refusal => {
  const json = parsed(text)
  if (json === undefined)
    return refuse('invalid', 'This file is not JSON: it may be cut off or damaged. Export the set-up anew.', { field })
  if (typeof json !== 'object' || json === null || Reflect.get(json, 'format') !== setupFormat)
    return refuse('invalid', `This is no set-up file of Parley: its format must be "${setupFormat}".`, { field })
  const version: unknown = Reflect.get(json, 'version')
  if (typeof version === 'number' && !(Number.isSafeInteger(version) && version > 0))
    return refuse(
      'invalid',
      `version: ${version} is not a version. It is a whole number from 1: this file was changed or damaged. Export the set-up anew.`,
      { field },
    )
  if (typeof version === 'number' && version > setupVersion)
    return refuse(
      'invalid',
      `This file was written by a newer Parley (version ${version}; this one reads up to ${setupVersion}). Install the newer Parley here first.`,
      { field },
    )
  const read = setupFile.safeParse(json)
  return read.success ? read.data : unusable(read.error.issues, json, setupFile)
}

/** With or without a mark of its byte order. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
