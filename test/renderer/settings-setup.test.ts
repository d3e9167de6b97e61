// The lists of the settings: of two answers the newer question wins, and a dead workstation is told, not shown as empty.
import { afterEach, expect, test } from 'vitest'
import { reload, reloadAll, useSetup } from '../../renderer/settings/setup.ts'
import { setDoor } from '../../renderer/stores/door.ts'

type Door = NonNullable<Parameters<typeof setDoor>[0]>

/** A door that knows nothing but the queues' list. */
const doorWith = (list: () => Promise<unknown>): Door => {
  const nobody = async () => {
    throw new Error('nobody is there')
  }
  const noun = new Proxy({}, { get: (_, verb) => (verb === 'list' ? list : nobody) })
  return { client: new Proxy({}, { get: () => noun }) } as unknown as Door
}

afterEach(() => {
  setDoor(null)
  useSetup.setState(useSetup.getInitialState())
})

test('a late answer to an earlier question does not overwrite a newer one', async () => {
  const answers: ((name: string) => void)[] = []
  setDoor(doorWith(() => new Promise(resolve => answers.push(name => resolve({ queues: [{ name }] })))))
  const first = reload('queues')
  const second = reload('queues')
  answers[1]?.('new')
  await second
  answers[0]?.('old')
  await first
  expect(useSetup.getState().queues).toEqual([{ name: 'new' }])
})

test('when nothing can be fetched at first, it says so', async () => {
  setDoor(
    doorWith(async () => {
      throw new Error('dead')
    }),
  )
  await reloadAll()
  expect(useSetup.getState().state).toBe('failed')
})

test('once loaded, a failure leaves what is known in place', async () => {
  useSetup.setState({ state: 'loaded' })
  setDoor(
    doorWith(async () => {
      throw new Error('dead')
    }),
  )
  await reloadAll()
  expect(useSetup.getState().state).toBe('loaded')
})
