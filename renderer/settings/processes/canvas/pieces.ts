// Everything that can be put into a diagram: events, gateways, the form, and each kind of task by its caption and drawing.
import type { ActionIcon } from '../../../../main/domain/chat-action.ts'
import { type TaskKind, taskTypeOf, taskTypes } from '../../../../main/domain/process-tasks.ts'
import { t } from '../../../words/words.ts'
import { type Make, type Node, nodesIn, textIn } from './element.ts'

export type PieceGroup = 'flow' | 'steps'

export interface Piece {
  readonly key: string
  readonly group: PieceGroup
  /** The BPMN element. */
  readonly type: string
  readonly caption: string
  readonly help: string
  /** Null: it is drawn by its BPMN shape. */
  readonly icon: ActionIcon | null
  /** Of a service task. */
  readonly kind: TaskKind | null
  readonly eventDefinitionType?: string
}

/** Asked for when words are known, not when the file is read. */
export const pieces = (): readonly Piece[] => [
  shape('start', 'bpmn:StartEvent', t('process.piece.start'), t('process.piece.startHelp')),
  shape('decision', 'bpmn:ExclusiveGateway', t('process.piece.decision'), taskTypeOf('decision')?.help ?? ''),
  shape('parallel', 'bpmn:ParallelGateway', t('process.piece.parallel'), t('process.piece.parallelHelp')),
  {
    ...shape('wait', 'bpmn:IntermediateCatchEvent', t('process.piece.wait'), taskTypeOf('wait')?.help ?? ''),
    eventDefinitionType: 'bpmn:TimerEventDefinition',
  },
  shape('end', 'bpmn:EndEvent', t('process.piece.end'), t('process.piece.endHelp')),
  ...taskTypes.flatMap(({ kind, element, caption, help, icon }): Piece[] =>
    element === 'bpmn:ServiceTask' || element === 'bpmn:UserTask'
      ? [
          {
            key: kind,
            group: 'steps',
            type: element,
            caption,
            help,
            icon,
            kind: element === 'bpmn:ServiceTask' ? kind : null,
          },
        ]
      : [],
  ),
]

const shape = (key: string, type: string, caption: string, help: string): Piece => ({
  key,
  group: 'flow',
  type,
  caption,
  help,
  icon: null,
  kind: null,
})

export const pieceOf = (key: string): Piece | undefined => pieces().find(piece => piece.key === key)

/** Which piece an element of a diagram is; undefined: one that is not offered, such as from another tool. */
export const pieceAt = (node: Node): Piece | undefined => {
  const { $type } = node
  const isTask = $type === 'bpmn:ServiceTask' || $type === 'bpmn:SendTask'
  return pieces().find(piece => {
    if (isTask) return piece.kind !== null && piece.kind === textIn(node, 'parley:task')
    if (piece.eventDefinitionType !== undefined)
      return $type === piece.type && nodesIn(node, 'eventDefinitions')[0]?.$type === piece.eventDefinitionType
    return $type === piece.type
  })
}

/** What a new one says from the beginning. */
export const attributesOf = (piece: Piece, make: Make): Readonly<Record<string, unknown>> => ({
  ...(piece.group === 'steps' ? { name: piece.caption } : {}),
  ...(piece.kind === null ? {} : { 'parley:task': piece.kind }),
  ...(piece.key === 'wait'
    ? {
        eventDefinitions: [
          make('bpmn:TimerEventDefinition', { timeDuration: make('bpmn:FormalExpression', { body: 'PT10M' }) }),
        ],
      }
    : {}),
})
