// What people call each other and their things, as it passes the door: other people have to be able to read it.
import { z } from 'zod'
import { hasControls, isAllSeen, looksEmpty } from '../main/domain/readable.ts'

export const name = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(200)
  .refine(text => !hasControls(text), 'must not contain line breaks, tabs or other control characters')
  .refine(text => !looksEmpty(text), 'must not be empty')

export const login = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(100)
  .regex(/^\S+$/, 'must not contain spaces')
  .refine(isAllSeen, 'must not contain characters that cannot be seen')
