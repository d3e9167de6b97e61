// screen: one display of an ordinary size.
import type { Display, Point, Rectangle } from 'electron'
import { HostEmitter, loud } from '../loud.ts'

export const wholeScreen: Rectangle = { x: 0, y: 0, width: 1920, height: 1080 }

const display = loud('Display', {
  id: 1,
  label: 'electron-host',
  bounds: wholeScreen,
  workArea: wholeScreen,
  size: { width: wholeScreen.width, height: wholeScreen.height },
  workAreaSize: { width: wholeScreen.width, height: wholeScreen.height },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
  touchSupport: 'unknown',
} satisfies Partial<Display>)

class HostScreen extends HostEmitter {
  /** Set by a test. */
  cursor: Point = { x: 0, y: 0 }

  constructor() {
    super('screen', { emitted: [], byHand: ['display-added', 'display-removed', 'display-metrics-changed'] })
  }

  getAllDisplays() {
    return [display]
  }

  getPrimaryDisplay() {
    return display
  }

  getDisplayMatching(_: Rectangle) {
    return display
  }

  getDisplayNearestPoint(_: Point) {
    return display
  }

  getCursorScreenPoint(): Point {
    return this.cursor
  }
}

export const screen = loud('screen', new HostScreen())
