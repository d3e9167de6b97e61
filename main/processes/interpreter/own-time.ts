// The interpreter's thread has no clock of its own: what it takes for the present is what it was told, so that the same question has
// the same answer. The engine's timers and FEEL's now() and today() ask `Date`.
const RealDate = Date
let told = 0

export const setPresent = (now: number): void => {
  told = now
}

export const ownTime = (): void => {
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) =>
      given.length === 0
        ? new target(told)
        : Reflect.construct(target, given, newTarget === globalThis.Date ? target : newTarget),
    apply: target => new target(told).toString(),
    get: (target, name) => (name === 'now' ? () => told : Reflect.get(target, name)),
  })
}
