// What a process can do: every kind of task with its fields and what it finds out. Engine, validator and the editor's panel all read this.

/**
 * template: text with {{FEEL}} in it. longTemplate: the same over several lines. headers: lines "Name: template". name: a plain word.
 * choice: one of `choices`. number: digits. duration: ISO 8601 or a template that gives one.
 */
export type TaskFieldType = 'template' | 'longTemplate' | 'headers' | 'choice' | 'number' | 'duration'

export interface TaskField {
  readonly name: string
  readonly label: string
  readonly type: TaskFieldType
  readonly required: boolean
  readonly defaultValue: string
  /** Of a choice. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  readonly help?: string
  /** Only asked for, and needed, when another field holds one of these. */
  readonly when?: { readonly field: string; readonly is: readonly string[] }
}

export interface TaskOutput {
  readonly name: string
  readonly label: string
}

interface TaskType {
  readonly kind: string
  readonly caption: string
  /** One of chat-action.ts's drawings. */
  readonly icon: string
  /** The element of the diagram that stands for it. */
  readonly element: 'bpmn:ServiceTask' | 'bpmn:UserTask' | 'bpmn:IntermediateCatchEvent' | 'bpmn:Gateway'
  readonly help: string
  readonly fields: readonly TaskField[]
  readonly outputs: readonly TaskOutput[]
}

const field = (name: string, label: string, type: TaskFieldType, more: Partial<TaskField> = {}): TaskField => ({
  name,
  label,
  type,
  required: true,
  defaultValue: '',
  ...more,
})

const contactFields = [
  { value: 'name', label: 'Name' },
  { value: 'email', label: 'E-mail' },
  { value: 'phone', label: 'Phone' },
  { value: 'language', label: 'Language' },
  { value: 'about', label: 'About' },
]

export const taskTypes = [
  {
    kind: 'createCase',
    caption: 'Create case',
    icon: 'briefcase',
    element: 'bpmn:ServiceTask',
    help: 'Opens a case for the contact, linked with the chat.',
    fields: [
      field('subject', 'Subject', 'template', { required: false, help: "Empty: the customer's first message" }),
      field('description', 'Description', 'longTemplate', {
        required: false,
        help: "Empty: all that the customer wrote before the agent's first answer",
      }),
    ],
    outputs: [
      { name: 'caseId', label: "The case's id" },
      { name: 'number', label: "The case's number" },
    ],
  },
  {
    kind: 'sendMessage',
    caption: 'Send message',
    icon: 'message',
    element: 'bpmn:ServiceTask',
    help: 'Writes to the customer, in the name of the agent who ran the action.',
    fields: [field('text', 'Text', 'longTemplate')],
    outputs: [{ name: 'messageId', label: "The message's id" }],
  },
  {
    kind: 'addNote',
    caption: 'Add note',
    icon: 'note',
    element: 'bpmn:ServiceTask',
    help: 'A note in the chat that the customer never sees.',
    fields: [field('text', 'Text', 'longTemplate')],
    outputs: [{ name: 'messageId', label: "The note's id" }],
  },
  {
    kind: 'addTag',
    caption: 'Tag the contact',
    icon: 'tag',
    element: 'bpmn:ServiceTask',
    help: 'Adds a tag to the contact; one that is there already stays.',
    fields: [field('tag', 'Tag', 'template')],
    outputs: [],
  },
  {
    kind: 'transferChat',
    caption: 'Transfer chat',
    icon: 'users',
    element: 'bpmn:ServiceTask',
    help: 'Gives the chat to a queue or an agent.',
    fields: [
      field('to', 'To', 'choice', {
        defaultValue: 'queue',
        choices: [
          { value: 'queue', label: 'A queue' },
          { value: 'agent', label: 'An agent' },
        ],
      }),
      field('target', 'Name of the queue, or login of the agent', 'template'),
      field('comment', 'Comment', 'template', { required: false }),
    ],
    outputs: [],
  },
  {
    kind: 'closeChat',
    caption: 'Close chat',
    icon: 'check',
    element: 'bpmn:ServiceTask',
    help: "Closes the chat; the customer's next message opens a new one.",
    fields: [],
    outputs: [],
  },
  {
    kind: 'setContactField',
    caption: 'Set contact field',
    icon: 'user',
    element: 'bpmn:ServiceTask',
    help: 'Writes down something about the contact.',
    fields: [
      field('field', 'Field', 'choice', { defaultValue: 'phone', choices: contactFields }),
      field('value', 'Value', 'template', { required: false }),
    ],
    outputs: [],
  },
  {
    kind: 'notify',
    caption: 'Notify',
    icon: 'bell',
    element: 'bpmn:ServiceTask',
    help: 'Tells an agent, or everybody with a role, on their panel.',
    fields: [
      field('to', 'To', 'choice', {
        defaultValue: 'role',
        choices: [
          { value: 'role', label: 'Everybody with a role' },
          { value: 'agent', label: 'An agent' },
          { value: 'owner', label: "The chat's owner" },
        ],
      }),
      field('target', 'Name of the role, or login of the agent', 'template', {
        when: { field: 'to', is: ['role', 'agent'] },
      }),
      field('text', 'Text', 'longTemplate'),
    ],
    outputs: [{ name: 'count', label: 'How many were told' }],
  },
  {
    kind: 'httpRequest',
    caption: 'HTTP request',
    icon: 'link',
    element: 'bpmn:ServiceTask',
    help: 'Calls a program over http or https. It may be called more than once after a crash; every attempt carries the same Idempotency-Key.',
    fields: [
      field('method', 'Method', 'choice', {
        defaultValue: 'GET',
        choices: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map(value => ({ value, label: value })),
      }),
      field('url', 'Address', 'template', { help: 'https://shop.example/orders/{{contact.email}}' }),
      field('headers', 'Headers', 'headers', {
        required: false,
        help: 'One a line, such as Authorization: Bearer {{secrets.shop}}',
      }),
      field('body', 'Body', 'longTemplate', { required: false, help: 'JSON when it begins with { or [' }),
      field('timeoutSeconds', 'Timeout in seconds', 'number', { required: false, defaultValue: '20' }),
    ],
    outputs: [
      { name: 'status', label: 'Status of the answer, such as 200' },
      { name: 'body', label: 'The answer: JSON as values, anything else as text' },
    ],
  },
  {
    kind: 'sendMail',
    caption: 'Send e-mail',
    icon: 'mail',
    element: 'bpmn:ServiceTask',
    help: 'Sends a plain e-mail through the SMTP server of the system settings.',
    fields: [
      field('to', 'To', 'template', { defaultValue: '{{contact.email}}' }),
      field('subject', 'Subject', 'template'),
      field('text', 'Text', 'longTemplate', { defaultValue: '{{chat.transcript}}' }),
    ],
    outputs: [],
  },
  {
    kind: 'askAgent',
    caption: 'Ask the agent',
    icon: 'file',
    element: 'bpmn:UserTask',
    help: 'Shows a form in the panel; each answer becomes a variable with the name of its field.',
    fields: [],
    outputs: [],
  },
  {
    kind: 'wait',
    caption: 'Wait',
    icon: 'clock',
    element: 'bpmn:IntermediateCatchEvent',
    help: 'Waits so long (PT30M, P2D) or until a date.',
    fields: [],
    outputs: [],
  },
  {
    kind: 'decision',
    caption: 'Decision',
    icon: 'refresh',
    element: 'bpmn:Gateway',
    help: 'Each way out has a condition in FEEL, such as amount > 100; one of them may be the default.',
    fields: [],
    outputs: [],
  },
] as const satisfies readonly TaskType[]

export type TaskKind = (typeof taskTypes)[number]['kind']
/** Kinds that stand in `parley:task` of a service task. */
export type ServiceTaskKind = Extract<(typeof taskTypes)[number], { element: 'bpmn:ServiceTask' }>['kind']

const byKind: ReadonlyMap<string, TaskType & { readonly kind: TaskKind }> = new Map(
  taskTypes.map(type => [type.kind, type]),
)

export const taskTypeOf = (kind: string): (TaskType & { readonly kind: TaskKind }) | undefined => byKind.get(kind)

/** Whether the field is asked for, as the others are filled. */
export const isAsked = (field: TaskField, held: (name: string) => string): boolean =>
  field.when === undefined || field.when.is.includes(held(field.when.field))
