// Above the canvas: what the process is called and how it stands, and everything that can be done with the whole of it.
import { Menu, TextInput } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconDots,
  IconHistory,
  IconPlayerPlay,
  IconRun,
} from '@tabler/icons-react'
import type { ProcessView } from '../../../../preload/views.ts'
import { Button } from '../../../parts/Button.tsx'
import { IconButton } from '../../../parts/IconButton.tsx'
import { t } from '../../../words/words.ts'
import { goTo } from '../../frame/leaving.ts'
import { hashOf } from '../../frame/route.ts'
import list from '../../list/Listing.module.css'
import type { Drawing } from '../canvas/drawing.ts'
import { stateWords } from '../state-words.ts'
import classes from './Editor.module.css'
import type { Side } from './side.ts'

export interface ToolBarProps {
  readonly process: ProcessView
  readonly drawing: Drawing | null
  readonly name: string
  readonly onName: (name: string) => void
  readonly isDirty: boolean
  readonly isBusy: boolean
  readonly side: Side
  readonly onSide: (side: Side) => void
  readonly onSave: () => void
  readonly onPublish: () => void
  readonly onExport: () => void
  readonly onDiscard: () => void
  readonly onRemove: () => void
}

export const ToolBar = (props: ToolBarProps) => {
  const { process, drawing, name, isDirty, isBusy, side } = props
  const toggle = (to: Side) => props.onSide(side === to ? 'fields' : to)
  return (
    <header className={classes.bar}>
      <IconButton name={t('settings.editor.back')} onClick={() => goTo(hashOf('processes'))}>
        <IconArrowLeft size={18} className="mirrored" />
      </IconButton>
      <TextInput
        className={classes.name ?? ''}
        aria-label={t('process.name')}
        value={name}
        autoComplete="off"
        error={name.trim() === ''}
        onChange={event => props.onName(event.currentTarget.value)}
      />
      <span className={`${list.tag} ${classes.state}`}>{stateWords(process, isDirty)}</span>
      <span className={classes.gap} />
      <span className={classes.drawing}>
        <IconButton
          name={t('process.undo')}
          keys="Ctrl Z"
          disabled={drawing?.commands.canUndo() !== true}
          onClick={() => drawing?.commands.undo()}
        >
          <IconArrowBackUp size={18} />
        </IconButton>
        <IconButton
          name={t('process.redo')}
          keys="Ctrl Y"
          disabled={drawing?.commands.canRedo() !== true}
          onClick={() => drawing?.commands.redo()}
        >
          <IconArrowForwardUp size={18} />
        </IconButton>
        <Button small aria-pressed={side === 'try'} onClick={() => toggle('try')}>
          <IconPlayerPlay size={15} aria-hidden /> {t('process.try.open')}
        </Button>
        <Button small aria-pressed={side === 'versions'} onClick={() => toggle('versions')}>
          <IconHistory size={15} aria-hidden /> {t('process.versions.open')}
        </Button>
      </span>
      <Button small onClick={() => goTo(hashOf('processes', `${process.id}/runs`))}>
        <IconRun size={15} aria-hidden /> {t('process.runs.open')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton name={t('process.more')}>
            <IconDots size={18} />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={props.onExport}>{t('process.export')}</Menu.Item>
          <Menu.Item
            disabled={process.publishedNumber === null || !(process.hasDraft || isDirty)}
            onClick={props.onDiscard}
          >
            {t('process.discard')}
          </Menu.Item>
          <Menu.Item onClick={props.onRemove}>{t('process.remove')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button disabled={!isDirty || isBusy || name.trim() === ''} keys="Ctrl S" onClick={props.onSave}>
        {t('process.save')}
      </Button>
      <Button
        weight="accent"
        disabled={isBusy || name.trim() === '' || !(isDirty || process.hasDraft)}
        onClick={props.onPublish}
      >
        {t('process.publish')}
      </Button>
    </header>
  )
}
