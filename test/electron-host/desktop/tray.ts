// Tray: an icon nobody sees. A test clicks by emitting 'click', and reads what the program put there.
import type { Tray as ElectronTray } from 'electron'
import { HostEmitter, loud } from '../loud.ts'
import type { Menu } from './menu.ts'
import type { NativeImage } from './native-image.ts'

const byHand = ['click', 'right-click', 'double-click', 'middle-click', 'mouse-enter', 'mouse-leave', 'balloon-click']

type Implemented = 'setToolTip' | 'setTitle' | 'getTitle' | 'destroy' | 'isDestroyed' | 'setIgnoreDoubleClickEvents'

export class Tray extends HostEmitter implements Pick<ElectronTray, Implemented> {
  /** Every tray that was ever made, oldest first. */
  static readonly created: Tray[] = []

  /** What it shows, for tests. */
  image: NativeImage | string
  toolTip = ''
  menu: Menu | null = null
  #title = ''
  #isDestroyed = false

  constructor(image: NativeImage | string) {
    super('Tray', { emitted: [], byHand })
    this.image = image
    const face = loud('Tray', this, () => this.#isDestroyed)
    Tray.created.push(face)
    // biome-ignore lint/correctness/noConstructorReturn: a program must only ever hold the guarded face
    return face
  }

  setImage(image: NativeImage | string): void {
    this.image = image
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip
  }

  setContextMenu(menu: Menu | null): void {
    this.menu = menu
  }

  popUpContextMenu(menu: Menu | null = this.menu): void {
    menu?.popup()
  }

  setTitle(title: string): void {
    this.#title = title
  }

  getTitle(): string {
    return this.#title
  }

  setIgnoreDoubleClickEvents(): void {}

  destroy(): void {
    this.#isDestroyed = true
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }
}
