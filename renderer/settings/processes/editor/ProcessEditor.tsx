// The editor of a process: pieces on one side, the canvas, what is said of the chosen element on the other, problems below.
import { useEffect, useMemo, useRef, useState } from 'react'
import type { DryRunView, ProcessView } from '../../../../preload/views.ts'
import { Empty } from '../../../parts/Empty.tsx'
import { t } from '../../../words/words.ts'
import { Confirm } from '../../frame/Confirm.tsx'
import { setDirty } from '../../frame/leaving.ts'
import { saveFile } from '../../frame/save-file.ts'
import { reload, useSetup } from '../../setup.ts'
import diagram from '../canvas/Diagram.module.css'
import { Diagram } from '../canvas/Diagram.tsx'
import { putMarks } from '../canvas/marks.ts'
import { ZoomKeys } from '../canvas/ZoomKeys.tsx'
import { ElementFields } from '../fields/ElementFields.tsx'
import { StepList } from '../fields/StepList.tsx'
import classes from './Editor.module.css'
import { marksFor } from './marks-for.ts'
import { OldVersionBar } from './OldVersionBar.tsx'
import { Overtaken } from './Overtaken.tsx'
import { Palette } from './Palette.tsx'
import { Problems } from './Problems.tsx'
import type { Side } from './side.ts'
import { ToolBar } from './ToolBar.tsx'
import { TryIt } from './TryIt.tsx'
import { useProcessDeeds } from './use-deeds.ts'
import { useDrawing } from './use-drawing.ts'
import { useEditorKeys } from './use-editor-keys.ts'
import type { StoredProcess } from './use-process.ts'
import { type OldVersion, Versions } from './Versions.tsx'

export interface ProcessEditorProps {
  readonly process: ProcessView
  readonly stored: StoredProcess
}

export const ProcessEditor = ({ process, stored }: ProcessEditorProps) => {
  const [name, setName] = useState(process.name)
  const [side, setSide] = useState<Side>('fields')
  const [old, setOld] = useState<OldVersion | null>(null)
  const [tried, setTried] = useState<DryRunView | null>(null)
  const [asking, setAsking] = useState<'discard' | 'remove' | null>(null)
  const open = useDrawing(t('process.canvas', { name: process.name }), process.xml, process.problems)
  const { drawing, turn, problems, draw, current } = open
  const deeds = useProcessDeeds({ process, stored, open, name, setName })
  const isDirty = open.isDirty || name.trim() !== process.name
  const secrets = useSetup(setup => setup.secrets)

  useEffect(() => {
    setDirty(isDirty)
    return () => setDirty(false)
  }, [isDirty])
  useEffect(() => void reload('secrets').catch(() => {}), [])

  // Somebody else kept another one, and nothing is typed here: it is followed.
  const seen = useRef(process.xml)
  useEffect(() => {
    if (process.xml === seen.current || isDirty || drawing === null) return
    seen.current = process.xml
    void drawing.xml().then(now => (now === process.xml ? undefined : draw(process.xml, true)))
    setName(process.name)
  }, [process, isDirty, drawing, draw])

  const { marks, badges } = useMemo(() => marksFor(problems, side === 'try' ? tried : null), [problems, side, tried])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was drawn anew lost its marks
  useEffect(() => {
    if (drawing !== null) putMarks(drawing, marks, badges)
  }, [drawing, marks, badges, turn])

  useEditorKeys(drawing, deeds.save)

  const chosen = drawing?.chosen() ?? null
  const element = chosen === null || chosen.parent == null ? null : chosen
  const exportIt = async () => saveFile(`${process.code || 'process'}.bpmn`, 'application/xml', await current())

  return (
    <section className={classes.editor} aria-label={process.name}>
      <ToolBar
        process={process}
        drawing={drawing}
        name={name}
        onName={setName}
        isDirty={isDirty}
        isBusy={deeds.isBusy}
        side={side}
        onSide={next => {
          setSide(next)
          setOld(null)
        }}
        onSave={() => void deeds.save()}
        onPublish={() => void deeds.publish()}
        onExport={() => void exportIt()}
        onDiscard={() => setAsking('discard')}
        onRemove={() => setAsking('remove')}
      />
      {deeds.overtaken === null ? null : <Overtaken now={process} deeds={deeds} />}
      <p className={classes.tooNarrow}>{t('process.tooNarrow')}</p>
      <div className={classes.work}>
        {drawing === null ? <div className={classes.palette} /> : <Palette drawing={drawing} />}
        <div className={classes.middle}>
          <div className={diagram.frame}>
            <div ref={open.place} className={`${diagram.canvas} bio-theme-parent`} />
            {drawing === null ? null : <ZoomKeys picture={drawing} />}
            {open.isBroken ? <Empty title={t('process.cannotDraw')} /> : null}
          </div>
          {old === null ? null : (
            <div className={classes.old}>
              <OldVersionBar
                version={old}
                onBack={() => setOld(null)}
                onUse={() => {
                  setOld(null)
                  void draw(old.xml, false)
                }}
              />
              <Diagram name={t('process.versions.number', { number: old.number })} xml={old.xml} />
            </div>
          )}
          {drawing === null ? null : <Problems problems={problems} drawing={drawing} />}
        </div>
        <aside className={classes.side} aria-label={t('process.side')}>
          {drawing === null ? null : side === 'try' ? (
            <TryIt drawing={drawing} current={current} result={tried} onResult={setTried} />
          ) : side === 'versions' ? (
            <Versions process={process} shown={old?.number ?? null} onShow={setOld} />
          ) : element === null ? (
            <StepList drawing={drawing} problems={problems} />
          ) : (
            <ElementFields
              key={element.id}
              drawing={drawing}
              element={element}
              problems={problems}
              secrets={secrets.map(secret => secret.name)}
            />
          )}
        </aside>
      </div>
      <Confirm
        opened={asking !== null}
        title={t(asking === 'remove' ? 'process.removeTitle' : 'process.discardTitle', { name: process.name })}
        yes={t(asking === 'remove' ? 'process.remove' : 'process.discard')}
        weight="danger"
        onNo={() => setAsking(null)}
        onYes={() => {
          const deed = asking
          setAsking(null)
          void (deed === 'remove' ? deeds.remove() : deeds.discard())
        }}
      >
        {t(asking === 'remove' ? 'process.removeBody' : 'process.discardBody', {
          number: process.publishedNumber ?? 0,
        })}
      </Confirm>
    </section>
  )
}
