// Picks an emoji: by word or with the arrow keys, the latest ones first.
import { Popover, TextInput } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { IconButton } from '../../parts/IconButton.tsx'
import { prefer, usePreferences } from '../../stores/preferences.ts'
import { t } from '../../words/words.ts'
import classes from './EmojiPicker.module.css'
import { type Emoji, emojiFor, emojis } from './emoji.ts'

const perRow = 9

export const EmojiPicker = ({ onPick }: { readonly onPick: (sign: string) => void }) => {
  const [opened, setOpened] = useState(false)
  const pick = (sign: string) => {
    const recent = usePreferences.getState().recentEmoji.filter(other => other !== sign)
    prefer({ recentEmoji: [sign, ...recent].slice(0, perRow) })
    setOpened(false)
    onPick(sign)
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <span>
          <IconButton name={t('composer.emoji')} aria-expanded={opened} onClick={() => setOpened(!opened)}>
            <IconMoodSmile size={18} />
          </IconButton>
        </span>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <Choice onPick={pick} />
      </Popover.Dropdown>
    </Popover>
  )
}

const Choice = ({ onPick }: { readonly onPick: (sign: string) => void }) => {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const recent = usePreferences(preferences => preferences.recentEmoji)
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => {
    if (query !== '') return emojiFor(query)
    const latest = recent.flatMap(sign => emojis.find(emoji => emoji.sign === sign) ?? [])
    return [...latest, ...emojis.filter(emoji => !latest.includes(emoji))]
  }, [query, recent])
  const move = (by: number) => {
    const next = Math.min(shown.length - 1, Math.max(0, at + by))
    setAt(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow, ArrowUp: -perRow }
    const step = steps[event.key]
    if (step !== undefined) move(step)
    else if (event.key === 'Enter' && shown[at]) onPick(shown[at].sign)
    else return
    event.preventDefault()
  }
  return (
    <div className={classes.picker}>
      <TextInput
        size="xs"
        data-autofocus
        value={query}
        placeholder={t('emoji.search')}
        aria-label={t('emoji.search')}
        aria-controls={listId}
        aria-activedescendant={`${listId}-${at}`}
        role="combobox"
        aria-expanded
        onChange={event => {
          setQuery(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} ref={list} className={classes.grid} role="listbox" aria-label={t('composer.emoji')}>
        {shown.map((emoji: Emoji, i) => (
          <div
            key={emoji.sign}
            id={`${listId}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            aria-label={emoji.words}
            title={emoji.words}
            className={classes.emoji}
            onMouseDown={event => event.preventDefault()}
            onClick={() => onPick(emoji.sign)}
            onKeyDown={onKeyDown}
          >
            {emoji.sign}
          </div>
        ))}
        {shown.length === 0 ? <p className={classes.none}>{t('emoji.none')}</p> : null}
      </div>
    </div>
  )
}
