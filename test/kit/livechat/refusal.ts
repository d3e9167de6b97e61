// What the protocol refused, whichever of the two APIs of lc-sdk-js was asked: each rejects with an error of another shape.
import { z } from 'zod'

const error = z.object({ type: z.string(), message: z.string().min(1) })
/** RTM rejects with the payload of the response, Web with the error in it. */
const rejection = z.union([z.object({ error }).transform(it => it.error), error])

/** The type of the error; throws when nothing was refused, or something else went wrong. */
export const refusal = async (asked: Promise<unknown>): Promise<string> => {
  const answer = await asked.then(
    payload => ({ payload }),
    (reason: unknown) => ({ reason }),
  )
  if (!('reason' in answer)) throw new Error(`It was not refused: ${JSON.stringify(answer.payload)}`)
  return rejection.parse(answer.reason).type
}
