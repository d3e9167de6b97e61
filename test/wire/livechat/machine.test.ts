// The protocol's state machine: whatever programs of customers and agents ask for, in whatever order, these things hold.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { customerDeeds } from '../../kit/livechat/machine/deeds.ts'
import { whatIsWrong } from '../../kit/livechat/machine/invariants.ts'
import { picturesWrong } from '../../kit/livechat/machine/pictures.ts'
import { aRun, type Run, type Step } from '../../kit/livechat/machine/run.ts'
import { addTally, type Counts, tallied } from '../../kit/livechat/machine/tally.ts'

/** More of them with MACHINE_RUNS, for a longer look than every test run can afford. */
const numRuns = Number(process.env.MACHINE_RUNS ?? 4)
/** The same in every test run, so that it says something of the change at hand; MACHINE_SEED names another. */
const seed = process.env.MACHINE_SEED ?? '7'

const allIsWell = ({ transcript }: Run, wrong: readonly string[]): void => {
  if (wrong.length > 0) throw new Error(`${[...new Set(wrong)].join('\n')}\nafter\n${transcript.join('\n')}`)
}

const counts: Counts = new Map()

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat({ max: 63 }),
  kind: fc.oneof(
    { weight: 24, arbitrary: fc.constant('rtm' as const) },
    { weight: 8, arbitrary: fc.constant('web' as const) },
    { weight: 1, arbitrary: fc.constantFrom('noise' as const, 'away' as const, 'time' as const, 'foreign' as const) },
  ),
  deed: fc.nat({ max: 9_999 }),
  draws: fc.array(fc.nat({ max: 9_999 }), { minLength: 8, maxLength: 8 }),
  twist: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat({ max: 9_999 }) }),
  waits: fc.boolean(),
})

/** So that there is something to work on from the first. */
const begin: Step = {
  who: 0,
  kind: 'rtm',
  deed: Object.keys(customerDeeds).indexOf('start_chat'),
  draws: [1, 1, 1, 1, 1, 1, 1, 1],
  twist: null,
  waits: true,
}

test('whatever is asked by anybody, in any order', { timeout: 1_200_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 80, maxLength: 120 }), async steps => {
      const run = await aRun()
      for (const taken of [begin, { ...begin, who: 2 }, { ...begin, who: 3 }, ...steps]) {
        await run.take(taken)
        if (taken.waits) allIsWell(run, await whatIsWrong(run))
      }
      await run.settle()
      allIsWell(run, await whatIsWrong(run))
      allIsWell(run, await picturesWrong(run))
      addTally(run, counts)
    }),
    { numRuns, endOnFailure: true, seed: Number(seed) },
  )
  if (process.env.MACHINE_TELL !== undefined) process.stdout.write(`${tallied(counts)}\n`)
  for (const action of ['start_chat', 'send_event', 'get_chat', 'deactivate_chat'])
    expect(counts.get(`customer rtm ${action} done`), action).toBeGreaterThan(0)
})
