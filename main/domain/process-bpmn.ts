// How a diagram says what Parley is to do: our own namespace in BPMN 2.0, as the descriptor that bpmn-moddle and bpmn-js read and write.

/**
 * <bpmn:serviceTask id="t" parley:task="httpRequest" parley:result="order">
 *   <bpmn:extensionElements><parley:field name="url">https://shop.example/{{contact.email}}</parley:field></bpmn:extensionElements>
 * </bpmn:serviceTask>
 * <bpmn:userTask id="u" parley:title="Refund">
 *   <bpmn:extensionElements>
 *     <parley:formField name="amount" label="Amount" type="number" required="true" value="10" />
 *     <parley:formField name="why" label="Why" type="choice"><parley:option>Broken</parley:option><parley:option>Late</parley:option></parley:formField>
 *   </bpmn:extensionElements>
 * </bpmn:userTask>
 */
export const parleyNamespace = 'urn:parley:bpmn:1'

export const parleyModdle = {
  name: 'Parley',
  uri: parleyNamespace,
  prefix: 'parley',
  xml: { tagAlias: 'lowerCase' },
  types: [
    {
      name: 'Task',
      extends: ['bpmn:ServiceTask', 'bpmn:SendTask'],
      properties: [
        /** A kind of process-tasks.ts. */
        { name: 'task', isAttr: true, type: 'String' },
        /** The variable that takes what the task found out, as a context of its outputs; none: nothing is kept. */
        { name: 'result', isAttr: true, type: 'String' },
      ],
    },
    {
      name: 'AgentForm',
      extends: ['bpmn:UserTask'],
      properties: [{ name: 'title', isAttr: true, type: 'String' }],
    },
    {
      name: 'Field',
      superClass: ['Element'],
      properties: [
        { name: 'name', isAttr: true, type: 'String' },
        { name: 'value', isBody: true, type: 'String' },
      ],
    },
    {
      name: 'FormField',
      superClass: ['Element'],
      properties: [
        { name: 'name', isAttr: true, type: 'String' },
        { name: 'label', isAttr: true, type: 'String' },
        { name: 'type', isAttr: true, type: 'String' },
        { name: 'required', isAttr: true, type: 'Boolean' },
        /** What it holds at first: text with {{FEEL}} in it. */
        { name: 'value', isAttr: true, type: 'String' },
        { name: 'options', isMany: true, type: 'Option' },
      ],
    },
    {
      name: 'Option',
      superClass: ['Element'],
      properties: [{ name: 'value', isBody: true, type: 'String' }],
    },
  ],
} as const
