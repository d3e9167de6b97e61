// A fault as another process writes it: {do: 'refuse', code, description?, retryAfter?}, {do: 'drop' | 'garble' | 'hold',
// when?: 'before' | 'after', ms?}.
import { delays, drops, type Fault, garbles, hangs, type Moment, refuses } from '../script/faults.ts'
import { refuse, tooManyRequests } from '../wire/answer.ts'
import { asRecord } from '../wire/params.ts'

export interface WrittenFault {
  do: Fault['do']
  when?: Moment
  code?: number
  description?: string
  retryAfter?: number
  /** Of a hold: real milliseconds; without it, until the client gives up. */
  ms?: number
}

export function parseFault(value: unknown): Fault {
  const given = asRecord(value) as Partial<WrittenFault> | undefined
  const when = given?.when ?? 'before'
  switch (given?.do) {
    case 'refuse':
      if (given.retryAfter !== undefined) return refuses(tooManyRequests(given.retryAfter))
      return refuses(refuse(given.code ?? 500, given.description ?? 'Internal Server Error'))
    case 'drop':
      return drops(when)
    case 'garble':
      return garbles(when)
    case 'hold':
      return given.ms === undefined ? hangs(when) : delays(given.ms, when)
    default:
      throw new Error("fault: {do: 'refuse' | 'drop' | 'garble' | 'hold', ...} is missing")
  }
}
