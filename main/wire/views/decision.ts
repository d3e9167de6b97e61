// A routing decision as the contract shows it: as data for programs and in sentences for people.
import type { DecisionView } from '../../../preload/views.ts'
import type { Decision } from '../../domain/decision.ts'
import { decisionSentences } from '../words/decision-sentences.ts'

export const decisionView = (decision: Decision, queueName: string): DecisionView => ({
  at: decision.at,
  queueName,
  rule: decision.rule,
  because: decision.because,
  sentences: decisionSentences(decision, queueName),
  outcome:
    decision.outcome.kind === 'offered'
      ? { kind: 'offered', agentIds: [...decision.outcome.agentIds] }
      : decision.outcome,
  candidates: decision.candidates.map(candidate => ({ ...candidate })),
})
