// What an agent reads who lacks a right: which one, what it is for, and who can give it.
import { type Permission, permissionDeeds } from '../../domain/permissions.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'

export const missingRight = (right: Permission): Refusal =>
  refuse('notAllowed', `You may not ${permissionDeeds[right]}: ask a supervisor for the right ${right}.`, {
    facts: { right },
  })
