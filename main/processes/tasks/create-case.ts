// Create case: by the rule of the seeds, or with a subject and a description of the diagram's own; one case per step, by its key.
import { isRefusal } from '../../domain/refusal.ts'
import type { CaseVerbs } from '../../services/case-verbs.ts'
import { type OutsideTask, short, textOf } from './task.ts'

export const createCase =
  (cases: Pick<CaseVerbs, 'createFromChat'>): OutsideTask =>
  async ({ run, step, key }) => {
    const subject = textOf(step, 'subject').trim()
    const description = textOf(step, 'description').trim()
    const made = await cases.createFromChat({ agentId: run.startedBy }, run.chatId, key, {
      ...(subject === '' ? {} : { subject }),
      ...(description === '' ? {} : { description }),
    })
    if (isRefusal(made)) return made
    return {
      output: { caseId: made.id, number: made.number },
      outcome: `Created case ${made.number}: ${short(made.subject, 80)}`,
      // The chat has a line about every new case, with a link to it.
      line: false,
    }
  }
