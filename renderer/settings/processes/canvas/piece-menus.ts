// The two menus on the canvas: what to add after an element, and what to make of it. Both offer what runs, and nothing else.
import { actionSigns } from '../../../parts/action-icons.ts'
import { t } from '../../../words/words.ts'
import { menus } from './context-pad.ts'
import type { Element } from './element.ts'
import { type Piece, pieceAt, pieces } from './pieces.ts'
import type { PopupMenu } from './services.ts'
import { becomes, type Setter } from './setter.ts'
import { signHtml } from './sign-html.ts'

interface MenuEntry {
  readonly label: string
  readonly title: string
  readonly imageHtml: string
  readonly group: { readonly id: string; readonly name: string }
  readonly action: () => void
}

export class PieceMenus {
  static readonly $inject = ['popupMenu', 'setter']
  readonly #setter: Setter

  constructor(popupMenu: PopupMenu, setter: Setter) {
    this.#setter = setter
    popupMenu.registerProvider(menus.append, {
      getPopupMenuEntries: (element: Element) =>
        entries(
          pieces().filter(({ key }) => key !== 'start'),
          piece => this.#setter.append(piece, element),
        ),
    })
    popupMenu.registerProvider(menus.change, {
      getPopupMenuEntries: (element: Element) => {
        const now = pieceAt(element.businessObject)
        return entries(
          pieces().filter(piece => piece.key !== now?.key && becomes(element, piece)),
          piece => this.#setter.change(element, piece),
        )
      },
    })
  }
}

const entries = (offered: readonly Piece[], choose: (piece: Piece) => void): Readonly<Record<string, MenuEntry>> =>
  Object.fromEntries(
    offered.map(piece => [
      piece.key,
      {
        label: piece.caption,
        title: piece.help,
        imageHtml:
          piece.icon === null
            ? `<span class="parley-shape parley-shape-${piece.key}"></span>`
            : signHtml(actionSigns[piece.icon], 17),
        group: { id: piece.group, name: t(`process.group.${piece.group}`) },
        action: () => choose(piece),
      },
    ]),
  )
