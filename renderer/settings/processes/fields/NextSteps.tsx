// All that can be done with an element without the pointer: add after it, connect it, disconnect it, delete it.
import { Menu, Select } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { actionSigns } from '../../../parts/action-icons.ts'
import { Button } from '../../../parts/Button.tsx'
import { IconButton } from '../../../parts/IconButton.tsx'
import { t } from '../../../words/words.ts'
import type { Drawing } from '../canvas/drawing.ts'
import { type Element, isFlow, isStep } from '../canvas/element.ts'
import { pieces } from '../canvas/pieces.ts'
import { titleOf } from '../canvas/title.ts'
import classes from './Fields.module.css'

export const NextSteps = ({ drawing, element }: { readonly drawing: Drawing; readonly element: Element }) => {
  const flows = element.outgoing.filter(isFlow)
  const targets = drawing.registry
    .filter(one => isStep(one) && one.labelTarget === undefined && one.id !== element.id)
    .filter(one => one.type !== 'bpmn:StartEvent' && !flows.some(flow => flow.target?.id === one.id))
  return (
    <div className={classes.stack}>
      <div className={classes.heading}>{t('process.next.title')}</div>
      {flows.length === 0 ? null : (
        <ul className={classes.nexts}>
          {flows.map(flow => (
            <li key={flow.id}>
              <button type="button" className={classes.goTo} onClick={() => drawing.choose(flow.target?.id ?? flow.id)}>
                {flow.target === undefined ? '' : titleOf(flow.target)}
              </button>
              <IconButton
                name={t('process.next.disconnect', { name: flow.target === undefined ? '' : titleOf(flow.target) })}
                onClick={() => drawing.modeling.removeElements([flow])}
              >
                <IconX size={15} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.row}>
        <Menu position="bottom-start" width={230}>
          <Menu.Target>
            <Button small>
              <IconPlus size={14} aria-hidden /> {t('process.next.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown className={classes.names}>
            {pieces()
              .filter(({ key }) => key !== 'start')
              .map(piece => {
                const Sign = piece.icon === null ? null : actionSigns[piece.icon]
                return (
                  <Menu.Item
                    key={piece.key}
                    leftSection={
                      Sign === null ? <span className={classes[`shape_${piece.key}`]} /> : <Sign size={15} />
                    }
                    onClick={() => drawing.setter.append(piece, element)}
                  >
                    {piece.caption}
                  </Menu.Item>
                )
              })}
          </Menu.Dropdown>
        </Menu>
        <Select
          className={classes.grow ?? ''}
          size="xs"
          aria-label={t('process.next.connect')}
          placeholder={t('process.next.connect')}
          data={targets.map(one => ({ value: one.id, label: titleOf(one) }))}
          value={null}
          searchable
          nothingFoundMessage={t('process.next.nothing')}
          onChange={id => {
            const target = id === null ? undefined : drawing.registry.get(id)
            if (target !== undefined) drawing.modeling.connect(element, target)
          }}
        />
      </div>
    </div>
  )
}
