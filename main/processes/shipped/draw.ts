// Draws the diagrams that come along: a line of elements from left to right, with their places, as a modeler would save them.
interface Drawn {
  readonly id: string
  /** The element without its flows, such as `serviceTask parley:task="notify"`. */
  readonly element: string
  readonly name: string
  /** What stands inside of it. */
  readonly inside?: string
}

const head = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:parley="urn:parley:bpmn:1" id="Definitions_1" targetNamespace="urn:parley:processes">`

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const isEvent = ({ element }: Drawn): boolean => /Event/.test(element)
const widthOf = (one: Drawn): number => (isEvent(one) ? 36 : 100)
const heightOf = (one: Drawn): number => (isEvent(one) ? 36 : 80)
const middle = 120
const gap = 60

export const inALine = (code: string, name: string, drawn: readonly Drawn[]): string => {
  const flows = drawn.slice(1).map((to, i) => ({ id: `Flow_${i + 1}`, from: drawn[i]?.id ?? '', to: to.id }))
  let x = 160
  const places = new Map(
    drawn.map(one => {
      const left = x
      x += widthOf(one) + gap
      return [one.id, { left, right: left + widthOf(one) }]
    }),
  )
  const elements = drawn.map(one => {
    const into = flows.filter(({ to }) => to === one.id).map(({ id }) => `      <bpmn:incoming>${id}</bpmn:incoming>`)
    const out = flows
      .filter(({ from }) => from === one.id)
      .map(({ id }) => `      <bpmn:outgoing>${id}</bpmn:outgoing>`)
    const [tag = ''] = one.element.split(' ')
    const inside = [...(one.inside === undefined ? [] : [one.inside]), ...into, ...out].join('\n')
    return `    <bpmn:${one.element} id="${one.id}" name="${escaped(one.name)}">\n${inside}\n    </bpmn:${tag}>`
  })
  const arrows = flows.map(
    ({ id, from, to }) => `    <bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`,
  )
  const shapes = drawn.map(one => {
    const left = places.get(one.id)?.left ?? 0
    const top = middle - heightOf(one) / 2
    return `      <bpmndi:BPMNShape id="${one.id}_di" bpmnElement="${one.id}">\n        <dc:Bounds x="${left}" y="${top}" width="${widthOf(one)}" height="${heightOf(one)}" />\n      </bpmndi:BPMNShape>`
  })
  const edges = flows.map(({ id, from, to }) => {
    const [start, end] = [places.get(from)?.right ?? 0, places.get(to)?.left ?? 0]
    return `      <bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">\n        <di:waypoint x="${start}" y="${middle}" />\n        <di:waypoint x="${end}" y="${middle}" />\n      </bpmndi:BPMNEdge>`
  })
  return [
    head,
    `  <bpmn:process id="${code}" name="${escaped(name)}" isExecutable="true">`,
    ...elements,
    ...arrows,
    '  </bpmn:process>',
    '  <bpmndi:BPMNDiagram id="Diagram_1">',
    `    <bpmndi:BPMNPlane id="Plane_1" bpmnElement="${code}">`,
    ...shapes,
    ...edges,
    '    </bpmndi:BPMNPlane>',
    '  </bpmndi:BPMNDiagram>',
    '</bpmn:definitions>',
    '',
  ].join('\n')
}

/** The fields of a task, as process-bpmn.ts has them. */
export const fields = (values: Readonly<Record<string, string>>): string =>
  [
    '      <bpmn:extensionElements>',
    ...Object.entries(values).map(
      ([name, value]) => `        <parley:field name="${name}">${escaped(value)}</parley:field>`,
    ),
    '      </bpmn:extensionElements>',
  ].join('\n')
