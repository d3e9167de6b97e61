// A menu of everything that a process knows, to put one of it where the caret is.
import { Menu } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { Fragment } from 'react'
import { IconButton } from '../../../parts/IconButton.tsx'
import { t } from '../../../words/words.ts'
import classes from './Fields.module.css'
import type { KnownGroup } from './known-names.ts'

export interface InsertNameProps {
  readonly label: string
  readonly names: readonly KnownGroup[]
  readonly onInsert: (name: string) => void
}

export const InsertName = ({ label, names, onInsert }: InsertNameProps) => (
  <Menu position="bottom-end" width={270} returnFocus={false}>
    <Menu.Target>
      <IconButton name={t('process.insert.name', { field: label })}>
        <IconBraces size={15} />
      </IconButton>
    </Menu.Target>
    <Menu.Dropdown className={classes.names}>
      {names.map(group => (
        <Fragment key={group.caption}>
          <Menu.Label>{group.caption}</Menu.Label>
          {group.names.map(({ name, label: words }) => (
            <Menu.Item key={name} onClick={() => onInsert(name)}>
              <span className={classes.nameLabel}>{words}</span>
              <code className={classes.code}>{name}</code>
            </Menu.Item>
          ))}
        </Fragment>
      ))}
    </Menu.Dropdown>
  </Menu>
)
