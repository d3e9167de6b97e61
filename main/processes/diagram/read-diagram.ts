// BPMN 2.0 XML as elements, with our namespace in it; only ever in the interpreter's thread, for a large diagram takes its time.
import { BpmnModdle, type ModdleReading } from 'bpmn-moddle'
import { longestDiagram } from '../../domain/process.ts'
import { parleyModdle } from '../../domain/process-bpmn.ts'
import { type Element, isElement, manyOf } from './element.ts'

export interface Diagram {
  readonly reading: ModdleReading
  readonly root: Element
  /** Those with something in them to do. */
  readonly processes: readonly Element[]
}

/** A sentence when the text is no diagram. */
export const readDiagram = async (xml: string): Promise<Diagram | string> => {
  if (xml.length > longestDiagram) return 'The diagram is larger than 2 MB. Draw a smaller one, or divide it.'
  // Entities could grow without end; bpmn-moddle does not read them, and no modeler writes them.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml))
    return 'The diagram declares entities, which are not read. Save it without them.'
  try {
    const reading = await new BpmnModdle({ parley: parleyModdle }).fromXML(xml.trim())
    const root = reading.rootElement
    if (!isElement(root) || root.$type !== 'bpmn:Definitions')
      return 'This is not a BPMN 2.0 diagram. Choose another file.'
    const broken = reading.warnings.find(({ message }) => /unparsable|unclosed|missing end|invalid/i.test(message))
    if (broken !== undefined) return `The diagram cannot be read: ${firstLine(broken.message)}.`
    const processes = manyOf(root, 'rootElements').filter(
      one => one.$type === 'bpmn:Process' && manyOf(one, 'flowElements').some(isNode),
    )
    return { reading, root, processes }
  } catch (error) {
    return `The diagram cannot be read: ${firstLine(error instanceof Error ? error.message : String(error))}.`
  }
}

export const isNode = ({ $type }: Element): boolean =>
  /^bpmn:.*(Event|Task|Gateway|Activity|SubProcess|Transaction)$|^bpmn:Task$/.test($type)

/** Nodes and flows of a process and of the sub-processes in it. */
export const allWithin = (scope: Element): readonly Element[] =>
  manyOf(scope, 'flowElements').flatMap(one => [one, ...allWithin(one)])

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').trim().replace(/\.$/, '').slice(0, 200)
