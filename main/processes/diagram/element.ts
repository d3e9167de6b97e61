// A diagram's elements as bpmn-moddle reads them: objects whose properties may be anything, looked at one by one.
export interface Element {
  readonly $type: string
  readonly id?: string
  readonly name?: string
}

export const isElement = (value: unknown): value is Element =>
  typeof value === 'object' && value !== null && '$type' in value && typeof value.$type === 'string'

export const textOf = (element: Element, property: string): string | null => {
  const value: unknown = Reflect.get(element, property)
  return typeof value === 'string' ? value : null
}

export const flagOf = (element: Element, property: string): boolean => Reflect.get(element, property) === true

export const oneOf = (element: Element, property: string): Element | null => {
  const value: unknown = Reflect.get(element, property)
  return isElement(value) ? value : null
}

export const manyOf = (element: Element, property: string): readonly Element[] => {
  const value: unknown = Reflect.get(element, property)
  return Array.isArray(value) ? value.filter(isElement) : []
}

/** "bpmn:ExclusiveGateway" as people say it: "exclusive gateway". */
export const plainType = (type: string): string =>
  type
    .replace(/^[^:]*:/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()

export const calledOf = (element: Element): string => {
  const name = element.name?.trim().replace(/\s+/g, ' ') ?? ''
  return name === '' ? `${plainType(element.$type)}${element.id === undefined ? '' : ` ${element.id}`}` : name
}

/** What our namespace says inside of an element. */
export const extensionsOf = (element: Element, type: 'parley:Field' | 'parley:FormField'): readonly Element[] => {
  const extensions = oneOf(element, 'extensionElements')
  return extensions === null ? [] : manyOf(extensions, 'values').filter(one => one.$type === type)
}
