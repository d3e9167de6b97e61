// Message templates: texts that a network has approved, with variables, for customers who have not written for a while.

export interface TemplateVariable {
  /** As the network names it: "1", "2", "name". */
  readonly key: string
  /** What the template's author gave as an example; may be empty. */
  readonly example: string
}

export interface MessageTemplate {
  readonly id: string
  readonly name: string
  /** BCP 47 or as the network writes it; may be empty. */
  readonly language: string
  /** With a place such as {{1}} for each variable. */
  readonly text: string
  readonly variables: readonly TemplateVariable[]
  /** What it brings besides text, in words, such as "picture"; empty: nothing. */
  readonly extras: readonly string[]
}

/** A template as it was chosen for one message. */
export interface ChosenTemplate {
  readonly id: string
  readonly variables: Readonly<Record<string, string>>
}

const place = /\{\{\s*([\w.-]+)\s*\}\}/g

/** The keys of the places in a text, each once, in their order. */
export const placesIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(place)].map(match => match[1] ?? '')),
]

/** The text as the customer reads it; a variable that is not filled leaves its place as it is. */
export const filledTemplate = (template: MessageTemplate, values: Readonly<Record<string, string>>): string =>
  template.text.replace(place, (whole, key: string) => values[key]?.trim() || whole)

/** The first variable without a value. */
export const unfilledVariable = (
  template: MessageTemplate,
  values: Readonly<Record<string, string>>,
): string | undefined => template.variables.find(({ key }) => (values[key] ?? '').trim() === '')?.key
