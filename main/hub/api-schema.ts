// JSON Schema in few words, for the readable page: what a field takes, what a procedure gives, and an example of it.
export interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly format?: string
}

export interface Field {
  readonly name: string
  readonly required: boolean
  readonly schema: Schema
}

/** The schema of a JSON body in a request or a response of an OpenAPI document; {} when there is none. */
export const bodyOf = (part: unknown): Schema => {
  const content = inside(part, 'content')
  return (inside(inside(content, 'application/json'), 'schema') ?? {}) as Schema
}

export const fieldsOf = ({ properties = {}, required = [] }: Schema): Field[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    // What has a default need not be given.
    required: required.includes(name) && schema.default === undefined,
  }))

const deepest = 2

export const describe = (schema: Schema, depth = 0): string => {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return [...new Set(choices.map(one => describe(one, depth)))].join(' or ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return `one of ${schema.enum.map(one => JSON.stringify(one)).join(', ')}`
  const standard = schema.default === undefined ? '' : `, ${JSON.stringify(schema.default)} if left out`
  return `${kind(schema, depth)}${standard}`
}

const kind = (schema: Schema, depth: number): string => {
  switch (schema.type) {
    case 'string':
      return `text${schema.maxLength === undefined || schema.maxLength > 100_000 ? '' : `, at most ${schema.maxLength} characters`}`
    case 'integer':
    case 'number': {
      const { minimum, maximum } = schema
      const bounded = minimum !== undefined && maximum !== undefined && maximum <= 100_000
      const name = schema.type === 'integer' ? 'whole number' : 'number'
      return bounded ? `${name} from ${minimum} to ${maximum}` : name
    }
    case 'boolean':
      return 'true or false'
    case 'null':
      return 'null'
    case 'array':
      return schema.items === undefined ? 'list' : `list of ${describe(schema.items, depth + 1)}`
    case 'object': {
      const fields = fieldsOf(schema)
      if (fields.length === 0) return 'object'
      if (depth >= deepest) return '{...}'
      const inner = fields.map(({ name, schema: one, required }) => {
        const deep = one.type === 'object' || one.type === 'array'
        return `${name}${required ? '' : '?'}${deep ? `: ${describe(one, depth + 1)}` : ''}`
      })
      return `{ ${inner.join(', ')} }`
    }
    default:
      return 'anything'
  }
}

/** Fills what must be given with something of the right kind. */
export const example = (schema: Schema, name = ''): unknown => {
  const first = (schema.anyOf ?? schema.oneOf)?.[0]
  if (first !== undefined) return example(first, name)
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  switch (schema.type) {
    case 'string':
      return name === '' || /id$/i.test(name) ? '...' : name
    case 'integer':
    case 'number':
      return schema.minimum !== undefined && schema.minimum > 0 ? schema.minimum : 1
    case 'boolean':
      return true
    case 'array':
      return []
    default: {
      const given = fieldsOf(schema).filter(field => field.required)
      return Object.fromEntries(given.map(field => [field.name, example(field.schema, field.name)]))
    }
  }
}

const inside = (part: unknown, key: string): unknown =>
  typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined
