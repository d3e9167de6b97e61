// Marks on a diagram: what is wrong at an element, what a try passed, where a run stands. Put anew as a whole each time.
import type { Picture } from './drawing.ts'

export type Mark = 'error' | 'warning' | 'passed' | 'here' | 'failed'

export interface Badge {
  readonly elementId: string
  readonly text: string
  readonly title: string
  readonly tone: 'error' | 'warning' | 'ok'
}

const all: readonly Mark[] = ['error', 'warning', 'passed', 'here', 'failed']

export const putMarks = (
  { canvas, registry, overlays }: Picture,
  marks: ReadonlyMap<string, Mark>,
  badges: readonly Badge[],
): void => {
  for (const { id } of registry.filter(element => element.labelTarget === undefined)) {
    const wanted = marks.get(id)
    for (const mark of all) {
      const name = `parley-${mark}`
      // An element that was drawn anew still counts as marked, but is not: so it is marked each time.
      if (mark === wanted) canvas.addMarker(id, name)
      else if (canvas.hasMarker(id, name)) canvas.removeMarker(id, name)
    }
  }
  overlays.remove({ type: 'parley' })
  for (const { elementId, text, title, tone } of badges) {
    const element = registry.get(elementId)
    // The diagram as a whole has no place for one.
    if (element === undefined || element.parent == null) continue
    const html = document.createElement('div')
    html.className = 'parley-badge'
    html.dataset.tone = tone
    html.textContent = text
    html.title = title
    overlays.add(elementId, 'parley', { position: { top: -9, right: 9 }, html })
  }
}
