// The test host is loud: whatever it does not have fails with its name, instead of doing nothing.
import { describe, expect, it } from 'vitest'
import { HostEmitter, hostEvent, loud } from './loud.ts'

class Lamp extends HostEmitter {
  #isOn = false
  isGone = false
  level = 1

  constructor() {
    super('Lamp', { emitted: ['on'], byHand: ['stolen'] })
  }

  turnOn() {
    this.#isOn = true
    this.emit('on')
    return this.#isOn
  }

  isDestroyed() {
    return this.isGone
  }
}

describe('a guarded object', () => {
  it('does what it can, with its private life intact', () => {
    const lamp = loud('Lamp', new Lamp())
    expect(lamp.turnOn()).toBe(true)
    lamp.level = 3
    expect(lamp.level).toBe(3)
  })

  it('names what it cannot do, read or written', () => {
    const lamp = loud('Lamp', new Lamp()) as Lamp & { dim?: unknown }
    expect(() => lamp.dim).toThrow('electron-host: Lamp.dim is not implemented')
    expect(() => {
      lamp.dim = 1
    }).toThrow('electron-host: Lamp.dim is not implemented')
  })

  it('can be awaited and turned into JSON, which ask for members nobody has', async () => {
    const guarded = loud('thing', { a: 1 })
    expect(await guarded).toBe(guarded)
    expect(JSON.stringify(guarded)).toBe('{"a":1}')
  })

  it('never leaks the object behind it through a chain', () => {
    const lamp = loud('Lamp', new Lamp())
    expect(lamp.on('on', () => {})).toBe(lamp)
  })

  it('refuses everything after its end but the questions about it', () => {
    const lamp = new Lamp()
    const guarded = loud('Lamp', lamp, () => lamp.isGone)
    lamp.isGone = true
    expect(guarded.isDestroyed()).toBe(true)
    expect(() => guarded.turnOn()).toThrow('Object has been destroyed')
  })
})

describe('an emitter of the host', () => {
  it('refuses a listener for what never happens', () => {
    expect(() => new Lamp().on('exploded', () => {})).toThrow("electron-host: Lamp never emits 'exploded'")
    expect(() => new Lamp().once('stolen', () => {})).not.toThrow()
  })
})

it('an event knows whether somebody prevented it', () => {
  const event = hostEvent({ url: 'app://bundle' })
  expect(event.defaultPrevented).toBe(false)
  event.preventDefault()
  expect(event).toMatchObject({ defaultPrevented: true, url: 'app://bundle' })
})
