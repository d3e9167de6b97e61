// Menu and MenuItem: kept, not drawn. A test finds an item and calls its `click`.
import type { MenuItemConstructorOptions } from 'electron'
import { HostEmitter, loud } from '../loud.ts'

export class MenuItem {
  readonly id: string
  readonly type: NonNullable<MenuItemConstructorOptions['type']>
  readonly role: MenuItemConstructorOptions['role']
  readonly accelerator: string | undefined
  readonly submenu: Menu | undefined
  /** Called by a test, without arguments, as a user chooses the item. */
  readonly click: () => void
  label: string
  sublabel: string
  toolTip: string
  enabled: boolean
  visible: boolean
  checked: boolean

  constructor(options: MenuItemConstructorOptions) {
    const { submenu, click } = options
    this.id = options.id ?? ''
    this.type = options.type ?? (submenu ? 'submenu' : 'normal')
    this.role = options.role
    this.label = options.label ?? options.role ?? ''
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    this.accelerator = options.accelerator
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as Menu | undefined)
    const item = loud('MenuItem', this)
    this.click = () => {
      if (!this.enabled) return
      if (this.type === 'checkbox') this.checked = !this.checked
      click?.(item as never, undefined, {})
    }
    // biome-ignore lint/correctness/noConstructorReturn: a program must only ever hold the guarded face
    return item
  }
}

let applicationMenu: Menu | null = null

export class Menu extends HostEmitter {
  readonly items: MenuItem[] = []
  /** How often it was popped up, for tests. */
  popups = 0

  static buildFromTemplate(template: readonly (MenuItemConstructorOptions | MenuItem)[]): Menu {
    const menu = new Menu()
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }

  constructor() {
    super('Menu', { emitted: ['menu-will-show'], byHand: ['menu-will-close'] })
    // biome-ignore lint/correctness/noConstructorReturn: a program must only ever hold the guarded face
    return loud('Menu', this)
  }

  append(item: MenuItem): void {
    this.items.push(item)
  }

  insert(position: number, item: MenuItem): void {
    this.items.splice(position, 0, item)
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  popup(): void {
    this.popups += 1
    this.emit('menu-will-show')
  }

  closePopup(): void {}
}
