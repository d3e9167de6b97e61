// The processes and actions that come with Parley: put there once, and from then on the supervisors' own to change or delete.
import type { ActionIcon } from '../../domain/chat-action.ts'
import type { Clock } from '../../domain/clock.ts'
import { asId, type ChatActionId, type Ids, type ProcessId } from '../../domain/ids.ts'
import type { Store, Transaction } from '../../storage/store.ts'
import { fields, inALine } from './draw.ts'

interface Shipped {
  readonly code: string
  readonly name: string
  readonly xml: string
  readonly icon: ActionIcon
  readonly caption: string
}

const start = { id: 'Start', element: 'startEvent', name: 'Action' }
const end = { id: 'End', element: 'endEvent', name: 'Done' }

const formField = (attributes: string): string =>
  `      <bpmn:extensionElements>\n        <parley:formField ${attributes} />\n      </bpmn:extensionElements>`

export const shipped: readonly Shipped[] = [
  {
    code: 'CreateCaseFromChat',
    name: 'Create case from chat',
    caption: 'Create case',
    icon: 'briefcase',
    xml: inALine('CreateCaseFromChat', 'Create case from chat', [
      start,
      { id: 'CreateCase', element: 'serviceTask parley:task="createCase" parley:result="case"', name: 'Create case' },
      end,
    ]),
  },
  {
    code: 'NotifyManager',
    name: 'Notify a manager',
    caption: 'Notify a manager',
    icon: 'bell',
    xml: inALine('NotifyManager', 'Notify a manager', [
      start,
      {
        id: 'Ask',
        element: 'userTask parley:title="Notify a manager"',
        name: 'What about?',
        inside: formField('name="about" label="What is it about?" type="longText" required="true"'),
      },
      {
        id: 'Notify',
        element: 'serviceTask parley:task="notify"',
        name: 'Notify supervisors',
        inside: fields({
          to: 'role',
          target: 'Supervisor',
          text: '{{agent.name}}, chat {{chat.number}} with {{contact.shownName}}: {{about}}',
        }),
      },
      end,
    ]),
  },
  {
    code: 'SendTranscript',
    name: 'Send the transcript by e-mail',
    caption: 'Send the transcript by e-mail',
    icon: 'mail',
    xml: inALine('SendTranscript', 'Send the transcript by e-mail', [
      start,
      {
        id: 'Ask',
        element: 'userTask parley:title="Send the transcript"',
        name: 'To whom?',
        inside: formField(
          'name="address" label="E-mail address" type="text" required="true" value="{{contact.email}}"',
        ),
      },
      {
        id: 'Send',
        element: 'serviceTask parley:task="sendMail"',
        name: 'Send e-mail',
        inside: fields({
          to: '{{address}}',
          subject: 'Your chat with {{agent.name}} on {{channel.name}}',
          text: '{{chat.transcript}}',
        }),
      },
      end,
    ]),
  },
]

/** Each once: on the first start, or when an older Parley's data was brought to the newest form. */
export const installShipped = async ({
  store,
  clock,
  ids,
}: {
  store: Store
  clock: Clock
  ids: Ids
}): Promise<void> => {
  const installed = await store.processes.shipped()
  const missing = shipped.filter(({ code }) => !installed.includes(code))
  if (missing.length === 0) return
  await store.transact(async tx => {
    for (const one of missing) await install(tx, one, asId(ids.next()), asId(ids.next()), clock.now())
  })
}

const install = async (
  tx: Transaction,
  { code, name, xml, icon, caption }: Shipped,
  processId: ProcessId,
  actionId: ChatActionId,
  now: number,
): Promise<void> => {
  await tx.processes.markShipped(code)
  if ((await tx.processes.byCode(code)) !== null) return
  const process = {
    id: processId,
    code,
    name,
    draft: null,
    publishedNumber: 1,
    changedAt: now,
    changedBy: null,
    version: 1,
  }
  await tx.processes.insert(process)
  await tx.processes.insertVersion({ processId, number: 1, xml, publishedAt: now, publishedBy: null })
  const position = (await tx.chatActions.all()).length + 1
  const action = { id: actionId, caption, icon, queueId: null, processId, position, shortcut: null, version: 1 }
  await tx.chatActions.insert(action)
}
