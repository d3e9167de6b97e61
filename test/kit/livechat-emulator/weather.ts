// What becomes of pushes and answers on their way: dropped, doubled, late and in another order; lost, held back or refused.
import type { Push } from './shapes.ts'

export type PushFate = 'pass' | 'drop' | 'double' | 'late'
/** lose: done, and nobody is told; hold: done, and told later; swallow: not done, and nobody is told. */
export type AnswerFate =
  | 'pass'
  | 'lose'
  | 'hold'
  | 'swallow'
  | { readonly refuse: string; readonly data?: Record<string, unknown> }

export class Weather {
  /** What becomes of the next pushes, in order; then all pass. */
  readonly #pushes: PushFate[] = []
  readonly #answers = new Map<string, AnswerFate[]>()
  #late: (() => void)[] = []

  /** Of the next pushes, whatever they are. */
  forPushes(...fates: readonly PushFate[]): void {
    this.#pushes.push(...fates)
  }

  /** Of the next answers to this action. */
  forAnswers(action: string, ...fates: readonly AnswerFate[]): void {
    this.#answers.set(action, [...(this.#answers.get(action) ?? []), ...fates])
  }

  clears(): void {
    this.#pushes.length = 0
    this.#answers.clear()
  }

  push(_push: Push, deliver: () => void): void {
    switch (this.#pushes.shift() ?? 'pass') {
      case 'drop':
        return
      case 'double':
        deliver()
        deliver()
        return
      case 'late':
        this.#late.push(deliver)
        return
      case 'pass':
        deliver()
    }
  }

  answer(action: string): AnswerFate {
    return this.#answers.get(action)?.shift() ?? 'pass'
  }

  hold(deliver: () => void): void {
    this.#late.push(deliver)
  }

  /** What is late comes now, the last first. */
  letGo(): void {
    const late = this.#late.toReversed()
    this.#late = []
    for (const deliver of late) deliver()
  }
}
