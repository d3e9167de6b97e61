// Diagrams in few words: `aDiagram('start', task('note', 'addNote', { text: 'Hi' }), 'end', flows('start note end'))`.
const namespaces =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:parley="urn:parley:bpmn:1"'

export const aDiagram = (...parts: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions ${namespaces} id="d" targetNamespace="test"><bpmn:process id="p">${parts.join('\n')}</bpmn:process></bpmn:definitions>`

export const start = '<bpmn:startEvent id="start" />'
export const end = '<bpmn:endEvent id="end" />'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

export const task = (id: string, kind: string, fields: Readonly<Record<string, string>> = {}, result = ''): string => {
  const written = Object.entries(fields).map(
    ([name, text]) => `<parley:field name="${name}">${escaped(text)}</parley:field>`,
  )
  const kept = result === '' ? '' : ` parley:result="${result}"`
  return `<bpmn:serviceTask id="${id}" name="${id}" parley:task="${kind}"${kept}><bpmn:extensionElements>${written.join('')}</bpmn:extensionElements></bpmn:serviceTask>`
}

/** Each field as `name type` with more attributes behind it. */
export const form = (id: string, ...fields: readonly string[]): string => {
  const written = fields.map(field => {
    const [name, type, ...more] = field.split(' ')
    const options = more.filter(one => !one.includes('=')).map(one => `<parley:option>${one}</parley:option>`)
    const attributes = more.filter(one => one.includes('='))
    return `<parley:formField name="${name}" label="The ${name}" type="${type}" ${attributes.join(' ')}>${options.join('')}</parley:formField>`
  })
  return `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements>${written.join('')}</bpmn:extensionElements></bpmn:userTask>`
}

export const timer = (id: string, duration: string): string =>
  `<bpmn:intermediateCatchEvent id="${id}" name="${id}"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`

export const exclusive = (id: string, standard: string): string =>
  `<bpmn:exclusiveGateway id="${id}" default="${standard}" />`

let flowCount = 0

/** A way through the elements named, one after another. */
export const flows = (...ways: readonly string[]): string =>
  ways
    .flatMap(way => {
      const names = way.split(' ')
      return names.slice(1).map((to, i) => flow(`flow${++flowCount}`, names[i] ?? '', to))
    })
    .join('')

export const flow = (id: string, from: string, to: string, condition = ''): string => {
  const inside =
    condition === ''
      ? ''
      : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escaped(condition)}</bpmn:conditionExpression>`
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${inside}</bpmn:sequenceFlow>`
}
