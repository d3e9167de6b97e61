// A new process: empty, or from a BPMN file that this or another tool has written.
import { TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { longestDiagram } from '../../../main/domain/process.ts'
import { Button } from '../../parts/Button.tsx'
import { ask } from '../../stores/door.ts'
import { t } from '../../words/words.ts'
import { checkText, wrongOnly } from '../form/check.ts'
import { EditorFrame } from '../form/EditorFrame.tsx'
import { useEditor } from '../form/use-editor.ts'
import { goOn } from '../frame/leaving.ts'
import { Notice } from '../frame/Notice.tsx'
import { hashOf } from '../frame/route.ts'
import { reload } from '../setup.ts'
import { faultOfFile } from './diagram-file.ts'
import classes from './Processes.module.css'

interface NewForm {
  readonly name: string
  /** Empty: an empty diagram. */
  readonly xml: string
}

export const NewProcess = () => {
  const picker = useRef<HTMLInputElement>(null)
  const [fileName, setFileName] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const editor = useEditor<NewForm>({
    stored: emptyForm,
    check: form => wrongOnly<NewForm>({ name: checkText(form.name, 200) }),
    save: async ({ name, xml }) => {
      const made = await ask().processes.create({ name: name.trim(), ...(xml === '' ? {} : { xml }) })
      await reload('processes').catch(() => {})
      goOn(hashOf('processes', made.id))
    },
  })
  const { form } = editor

  const read = async (file: File) => {
    setFault(null)
    const xml = file.size > longestDiagram ? '' : await file.text()
    const wrong = faultOfFile(file.name, file.size, xml)
    if (wrong !== null) return setFault(wrong)
    setFileName(file.name)
    form.setFieldValue('xml', xml)
    if (form.values.name.trim() === '') form.setFieldValue('name', file.name.replace(/\.(bpmn20?\.xml|bpmn|xml)$/i, ''))
  }

  return (
    <EditorFrame editor={editor} title={t('process.new.title')} back={hashOf('processes')} isNew>
      <TextInput
        label={t('process.name')}
        description={t('process.new.nameHelp')}
        required
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <div className={classes.file}>
        <Button onClick={() => picker.current?.click()}>{t('process.new.import')}</Button>
        <span>{fileName ?? t('process.new.importHelp')}</span>
        <input
          ref={picker}
          type="file"
          accept=".bpmn,.xml"
          className="unseen"
          tabIndex={-1}
          aria-label={t('process.new.import')}
          onChange={event => {
            const file = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (file !== undefined) void read(file)
          }}
        />
      </div>
      {fault === null ? null : <Notice tone="bad">{fault}</Notice>}
    </EditorFrame>
  )
}

const emptyForm: NewForm = { name: '', xml: '' }
