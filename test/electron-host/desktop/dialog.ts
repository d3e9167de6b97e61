// dialog: asks nobody. A test lays down the answers beforehand; a dialog without one fails at once instead of hanging.
import type { MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron'
import { loud } from '../loud.ts'

type Kind = 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'
type Answers = Partial<Record<Kind, object[]>>

export interface ShownDialog {
  readonly kind: Kind
  readonly options: object
}

/** Every dialog that was shown, oldest first. */
const shown: ShownDialog[] = []
const answers: Answers = {}

function ask<Answer extends object>(kind: Kind, options: object): Promise<Answer> {
  shown.push({ kind, options })
  const answer = answers[kind]?.shift()
  if (answer) return Promise.resolve(answer as Answer)
  return Promise.reject(new Error(`electron-host: dialog.${kind} has no answer; lay one down with dialog.answer()`))
}

/** A dialog may be given its window first. */
const optionsOf = <Options extends object>(args: [Options] | [object, Options]): Options =>
  args[args.length - 1] as Options

export const dialog = loud('dialog', {
  shown,
  /** For tests: what the next dialog of that kind will be told. */
  answer(kind: Exclude<Kind, 'showErrorBox'>, answer: object) {
    answers[kind] = [...(answers[kind] ?? []), answer]
  },
  showOpenDialog: (...args: [OpenDialogOptions] | [object, OpenDialogOptions]) =>
    ask<{ canceled: boolean; filePaths: string[] }>('showOpenDialog', optionsOf(args)),
  showSaveDialog: (...args: [SaveDialogOptions] | [object, SaveDialogOptions]) =>
    ask<{ canceled: boolean; filePath: string }>('showSaveDialog', optionsOf(args)),
  showMessageBox: (...args: [MessageBoxOptions] | [object, MessageBoxOptions]) =>
    ask<{ response: number; checkboxChecked: boolean }>('showMessageBox', optionsOf(args)),
  showErrorBox(title: string, content: string) {
    shown.push({ kind: 'showErrorBox', options: { title, content } })
    console.error(`${title}: ${content}`)
  },
})
