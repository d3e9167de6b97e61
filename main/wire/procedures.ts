// Every procedure of the contract by its name on the wire, e.g. "chatService/acceptChat", with its gate.
import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract'
import { contract, type Gate } from '../../preload/contract.ts'

export interface NamedProcedure {
  readonly name: string
  readonly service: string
  readonly gate: Gate
  readonly summary: string
  /** In bytes, over HTTP. */
  readonly largestBody: number
  readonly contract: AnyContractProcedure
}

export const procedures: ReadonlyMap<string, NamedProcedure> = new Map(
  Object.entries(contract).flatMap(([service, ofService]) =>
    Object.entries(ofService).flatMap(([verb, procedure]: [string, unknown]) => {
      if (!isContractProcedure(procedure)) return []
      const name = `${service}/${verb}`
      const { route, meta } = procedure['~orpc']
      const [gate, largestBody, summary] = [gateOf(meta), largestBodyOf(meta), route.summary ?? '']
      return [[name, { name, service, gate, summary, largestBody, contract: procedure }] as const]
    }),
  ),
)

function gateOf(meta: object): Gate {
  if (!('gate' in meta) || typeof meta.gate !== 'string') throw new Error('A procedure names no gate')
  return meta.gate as Gate
}

function largestBodyOf(meta: object): number {
  if (!('largestBody' in meta) || typeof meta.largestBody !== 'number') throw new Error('A procedure names no limit')
  return meta.largestBody
}
