// Whether a file that somebody chose can become a process: BPMN 2.0, whole, small enough, and with a picture to draw.
import { longestDiagram } from '../../../main/domain/process.ts'
import { sizeOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'

const model = 'http://www.omg.org/spec/BPMN/20100524/MODEL'
const interchange = 'http://www.omg.org/spec/BPMN/20100524/DI'

/** A sentence that says what to do; null: it can. */
export const faultOfFile = (name: string, size: number, text: string): string | null => {
  if (size > longestDiagram) return t('process.new.tooLarge', { name, size: sizeOf(size) })
  const parsed = new DOMParser().parseFromString(text, 'application/xml')
  if (parsed.querySelector('parsererror') !== null)
    return t(text.includes('definitions') ? 'process.new.broken' : 'process.new.noBpmn', { name })
  const root = parsed.documentElement
  if (root.namespaceURI !== model || root.localName !== 'definitions') return t('process.new.noBpmn', { name })
  const isDrawn = parsed.getElementsByTagNameNS(interchange, 'BPMNPlane').length > 0
  return isDrawn ? null : t('process.new.noPicture', { name })
}
