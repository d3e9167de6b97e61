// Which agents are bots: asked for when the panel opens, and whenever an agent changes.
import { create } from 'zustand'
import { ask } from './door.ts'
import { hear } from './events.ts'

const useBots = create<{ readonly ids: ReadonlySet<string> }>(() => ({ ids: new Set() }))

export const useIsBot = (agentId: string | null | undefined): boolean =>
  useBots(({ ids }) => agentId !== null && agentId !== undefined && ids.has(agentId))

/** Returns how to end it. */
export const startBots = (): (() => void) => {
  const refresh = async () => {
    const answer = await ask()
      .agents.list({})
      .catch(() => null)
    if (answer !== null)
      useBots.setState({ ids: new Set(answer.agents.filter(({ kind }) => kind === 'bot').map(({ id }) => id)) })
  }
  void refresh()
  return hear(item => {
    if (item.type === 'agent.changed') void refresh()
  })
}
