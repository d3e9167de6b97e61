// What stands beside a chosen element: add the next step, connect, change, delete. Only what runs is offered.
import { IconArrowRight, IconCirclePlus, IconSwitchHorizontal, IconTrash } from '@tabler/icons-react'
import { t } from '../../../words/words.ts'
import { type Element, isFlow, isStep } from './element.ts'
import { pieceAt } from './pieces.ts'
import type { Connect, ContextPad, Modeling, PopupMenu } from './services.ts'
import { signHtml } from './sign-html.ts'

interface Entry {
  readonly group: string
  readonly title: string
  readonly html: string
  readonly action: Readonly<Record<string, (event: Event, element: Element) => void>>
}
type Entries = Readonly<Record<string, Entry>>

export const menus = { append: 'parley-append', change: 'bpmn-replace' } as const

export class OwnContextPad {
  static readonly $inject = ['contextPad', 'modeling', 'connect', 'popupMenu']
  readonly #modeling: Modeling
  readonly #connect: Connect
  readonly #popupMenu: PopupMenu

  constructor(contextPad: ContextPad, modeling: Modeling, connect: Connect, popupMenu: PopupMenu) {
    contextPad.registerProvider(this)
    this.#modeling = modeling
    this.#connect = connect
    this.#popupMenu = popupMenu
  }

  getContextPadEntries(element: Element): Entries {
    if (element.labelTarget !== undefined) return {}
    const goesOn = isStep(element) && element.type !== 'bpmn:EndEvent'
    const connect = (event: Event) => this.#connect.start(event, element)
    return {
      ...(goesOn
        ? {
            append: entry('append', t('process.pad.append'), signHtml(IconCirclePlus, 18), {
              click: event => this.#open(menus.append, t('process.pad.append'), event, element),
            }),
            connect: entry('connect', t('process.pad.connect'), signHtml(IconArrowRight, 18), {
              click: connect,
              dragstart: connect,
            }),
          }
        : {}),
      ...(isStep(element) && pieceAt(element.businessObject)?.key !== 'start'
        ? {
            replace: entry('edit', t('process.pad.change'), signHtml(IconSwitchHorizontal, 18), {
              click: event => this.#open(menus.change, t('process.pad.change'), event, element),
            }),
          }
        : {}),
      ...(isStep(element) || isFlow(element) || element.parent != null ? this.#removal([element]) : {}),
    }
  }

  getMultiElementContextPadEntries(elements: readonly Element[]): Entries {
    return this.#removal(elements)
  }

  #removal(elements: readonly Element[]): Entries {
    return {
      delete: entry('edit', t('process.pad.remove'), signHtml(IconTrash, 18), {
        click: () => this.#modeling.removeElements(elements),
      }),
    }
  }

  #open(menu: string, title: string, event: Event, element: Element): void {
    const pad = event.target instanceof globalThis.Element ? event.target.closest('.djs-context-pad') : null
    const box = pad?.getBoundingClientRect()
    // By its key there is no pad under the pointer: then the menu opens at the element.
    const at =
      box === undefined ? { x: window.innerWidth / 2, y: window.innerHeight / 3 } : { x: box.left, y: box.bottom + 5 }
    this.#popupMenu.open(element, menu, at, { title, width: 260, search: true })
  }
}

const entry = (group: string, title: string, sign: string, action: Entry['action']): Entry => ({
  group,
  title,
  html: `<div class="entry" draggable="true">${sign}</div>`,
  action,
})
