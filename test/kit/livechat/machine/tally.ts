// What a run came to: how often each action was done and refused, and each push told. A run in which nothing happens proves nothing.
import type { Run } from './run.ts'

export type Counts = Map<string, number>

export const addTally = ({ players }: Run, counts: Counts): void => {
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)
  for (const { side, sittings, web } of players) {
    for (const { action, status, body } of web)
      count(`${side} web ${action} ${status === 200 ? 'done' : body.error.type}`)
    for (const { frames } of sittings)
      for (const { type, action, success, payload } of frames)
        if (type === 'push') count(`${side} push ${action}`)
        else if (action !== 'ping') count(`${side} rtm ${action} ${success ? 'done' : payload.error.type}`)
  }
}

export const tallied = (counts: Counts): string =>
  [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, count]) => `${count} ${what}`)
    .join('\n')
