// What we use of bpmn-moddle, whose package does not export its own types.
declare module 'bpmn-moddle' {
  export interface ModdleReading {
    readonly rootElement: object
    readonly references: readonly object[]
    readonly warnings: readonly { readonly message: string }[]
    readonly elementsById: Readonly<Record<string, object>>
  }
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, object>>)
    /** Rejects when the text is no BPMN at all. */
    fromXML(xml: string): Promise<ModdleReading>
    toXML(element: object, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>
  }
}
