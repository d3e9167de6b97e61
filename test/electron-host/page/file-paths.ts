// Answers webUtils.getPathForFile, a synchronous question that only the browser can answer: the preload's world stops at
// a `debugger` statement, the path is written into its waiting variable, and the page goes on.

import type { Session } from '../browser/cdp.ts'
import { failLoudly } from '../loud.ts'

/** Attaches a debugger, which slows scripts: only for a preload that asks. */
export async function answerFilePaths(page: Session): Promise<void> {
  page.on('Debugger.paused', ({ callFrames }) => {
    const frame = callFrames[0]
    const isOurs = frame?.functionName === 'getPathForFile'
    const answered = isOurs ? answer(page, frame.callFrameId) : Promise.resolve()
    answered.finally(() => page.send('Debugger.resume')).catch(failLoudly)
  })
  await page.send('Debugger.enable')
}

async function answer(page: Session, callFrameId: string): Promise<void> {
  const { result } = await page.send('Debugger.evaluateOnCallFrame', { callFrameId, expression: 'file' })
  if (!result.objectId) return
  // A file that a script made has no path, and asking for it is refused: Electron's answer is '' as well.
  const { path } = await page.send('DOM.getFileInfo', { objectId: result.objectId }).catch(() => ({ path: '' }))
  const expression = `fileOnDisk = ${JSON.stringify(path)}`
  await page.send('Debugger.evaluateOnCallFrame', { callFrameId, expression })
}
