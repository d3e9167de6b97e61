// A server's seconds turned by hand: long polls end and conflicts are told exactly when the test says so.
import type { Pace } from './pace.ts'

interface Timer {
  atS: number
  run: () => void
}

export class HandPace implements Pace {
  #nowS = 0
  #timers: Timer[] = []

  elapsedS = (): number => this.#nowS

  afterS = (seconds: number, run: () => void): (() => void) => {
    const timer = { atS: this.#nowS + seconds, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter(one => one !== timer)
    }
  }

  /** Lets so many seconds pass, running what falls due in between in its order. */
  pass(seconds: number): void {
    const untilS = this.#nowS + seconds
    for (;;) {
      const due = this.#timers.filter(one => one.atS <= untilS).sort((a, b) => a.atS - b.atS)[0]
      if (!due) break
      this.#timers = this.#timers.filter(one => one !== due)
      this.#nowS = due.atS
      due.run()
    }
    this.#nowS = untilS
  }
}
