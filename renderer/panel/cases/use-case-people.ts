// Agents and queues that a case can be given to, asked for when a screen wants to offer them.
import { useEffect, useState } from 'react'
import { ask } from '../../stores/door.ts'

export interface CasePeople {
  readonly agents: readonly { readonly id: string; readonly name: string }[]
  readonly queues: readonly { readonly id: string; readonly name: string }[]
}

const nobody: CasePeople = { agents: [], queues: [] }

export const useCasePeople = (): CasePeople => {
  const [people, setPeople] = useState(nobody)
  useEffect(() => {
    ask()
      .cases.people({})
      .then(setPeople)
      .catch(() => {})
  }, [])
  return people
}
