// The command palette: chats, people, what can be done here, canned replies; one field, one key.
import { useMantineColorScheme } from '@mantine/core'
import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { t } from '../../words/words.ts'
import { commandsFor, ranked } from './commands.ts'
import classes from './Palette.module.css'
import { useSchemeSetter } from './scheme.ts'
import { useFoundContacts } from './use-found-contacts.ts'

const most = 40

export const Palette = () => {
  const [query, setQuery] = useState('')
  const [opened, setOpened] = useState(false)
  const { setColorScheme } = useMantineColorScheme()
  useSchemeSetter(setColorScheme)
  const people = useFoundContacts(opened ? query : '')
  const groups = useMemo(
    () => (opened ? ranked([...commandsFor(query), ...people], query, most) : []),
    [opened, query, people],
  )
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => setOpened(true)}
      onSpotlightClose={() => setOpened(false)}
      shortcut="mod + K"
      tagsToIgnore={[]}
      triggerOnContentEditable
      scrollable
      maxHeight={440}
      lockScroll={false}
      radius={12}
      attributes={{ content: { 'aria-label': t('palette.name') } }}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.25 }}
      classNames={{ action: classes.action ?? '', search: classes.search ?? '', actionsGroup: classes.group ?? '' }}
    >
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        leftSection={<IconSearch size={17} stroke={1.6} />}
      />
      <Spotlight.ActionsList>
        {groups.map(group => (
          <Spotlight.ActionsGroup key={group.name} label={group.name}>
            {group.commands.map(command => (
              <Spotlight.Action
                key={command.id}
                label={command.label}
                {...(command.hint === undefined ? {} : { description: command.hint })}
                {...(command.picture === undefined ? {} : { leftSection: command.picture })}
                {...(command.keys === undefined
                  ? {}
                  : { rightSection: <kbd className={classes.keys}>{command.keys}</kbd> })}
                onClick={() => command.run()}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 ? <Spotlight.Empty>{t('palette.none')}</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
