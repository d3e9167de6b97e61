// Hands a chat over: to an agent, whose it is at once, or to a queue, which routes it by its rule; with a comment for them.
import { Modal, Textarea, TextInput } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react'
import { BotMark } from '../../parts/BotMark.tsx'
import { Button } from '../../parts/Button.tsx'
import { Face } from '../../parts/Face.tsx'
import { useIsBot } from '../../stores/bots.ts'
import { chatOf } from '../../stores/chats.ts'
import { now } from '../../stores/clock.ts'
import { transferChat, useBusy } from '../../stores/deeds.ts'
import { ask } from '../../stores/door.ts'
import { type Refused, refusedBy } from '../../stores/refused.ts'
import { numberOf } from '../../words/formats.ts'
import { closedUntil } from '../../words/opening.ts'
import { t } from '../../words/words.ts'
import { useDialogs } from '../dialogs.ts'
import classes from './TransferDialog.module.css'
import { type Target, type Targets, targetsFor } from './transfer-targets.ts'

export const TransferDialog = () => {
  const chatId = useDialogs(dialogs => dialogs.transfer)
  const close = () => useDialogs.setState({ transfer: null })
  const name = chatId === null ? '' : (chatOf(chatId)?.contact.name ?? '')
  return (
    <Modal
      opened={chatId !== null}
      onClose={close}
      title={t('transfer.title', { name })}
      closeButtonProps={{ 'aria-label': t('close.dialog') }}
    >
      {chatId === null ? null : <Choice chatId={chatId} onDone={close} />}
    </Modal>
  )
}

const Choice = ({ chatId, onDone }: { readonly chatId: string; readonly onDone: () => void }) => {
  const [all, setAll] = useState<Targets | null>(null)
  const [failed, setFailed] = useState<Refused | null>(null)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const [comment, setComment] = useState('')
  const busy = useBusy(state => state.chats.has(chatId))
  const listId = useId()
  useEffect(() => {
    ask()
      .chatService.getTransferTargets({ chatId })
      .then(setAll)
      .catch(error => setFailed(refusedBy(error)))
  }, [chatId])
  const targets = useMemo(() => (all === null ? [] : targetsFor(all, query)), [all, query])
  const chosen = targets[Math.min(at, targets.length - 1)]
  const submit = async () => {
    if (chosen === undefined) return
    if (await transferChat(chatId, chosen.to, chosen.name, comment.trim())) onDone()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && targets.length > 0) {
      event.preventDefault()
      const next = (Math.min(at, targets.length - 1) + step + targets.length) % targets.length
      setAt(next)
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      void submit()
    }
  }
  if (failed !== null) return <p>{failed.kind === 'refused' ? failed.sentence : t('connection.noAnswer')}</p>
  return (
    <div className={classes.form}>
      <TextInput
        data-autofocus
        placeholder={t('transfer.find')}
        aria-label={t('transfer.find')}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={chosen === undefined ? undefined : `${listId}-${targets.indexOf(chosen)}`}
        value={query}
        onChange={event => {
          setQuery(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      {all !== null && targets.length === 0 ? (
        <p className={classes.none}>{t(query === '' ? 'transfer.nobodyElse' : 'transfer.none')}</p>
      ) : null}
      <div
        id={listId}
        role="listbox"
        tabIndex={-1}
        aria-label={t('transfer.targets')}
        className={classes.list}
        hidden={targets.length === 0}
      >
        {targets.map((target, i) => (
          <Row
            key={`${target.to.kind}${target.id}`}
            id={`${listId}-${i}`}
            target={target}
            selected={target === chosen}
            onPick={() => setAt(i)}
            onKeyDown={onKeyDown}
          />
        ))}
      </div>
      <Textarea
        label={t('transfer.comment')}
        description={t('transfer.commentHint')}
        autosize={false}
        rows={2}
        maxLength={2_000}
        value={comment}
        onChange={event => setComment(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
        }}
      />
      <div className={classes.foot}>
        <Button onClick={onDone}>{t('close.cancel')}</Button>
        <Button weight="accent" disabled={chosen === undefined || busy} onClick={() => void submit()}>
          {chosen === undefined ? t('transfer.submit') : t('transfer.submitTo', { name: chosen.name })}
        </Button>
      </div>
    </div>
  )
}

interface RowProps {
  readonly id: string
  readonly target: Target
  readonly selected: boolean
  readonly onPick: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const Row = ({ id, target, selected, onPick, onKeyDown }: RowProps) => {
  const isBot = useIsBot(target.to.kind === 'agent' ? target.id : null)
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      className={classes.row}
      onClick={onPick}
      onKeyDown={onKeyDown}
    >
      {target.to.kind === 'agent' ? (
        <Face
          id={target.id}
          name={target.name}
          size={28}
          presence={target.state === 'free' ? 'active' : target.state === 'full' ? 'away' : 'inactive'}
        />
      ) : (
        <span className={classes.queue} aria-hidden>
          <IconUsersGroup size={16} />
        </span>
      )}
      <span className={classes.words}>
        <b dir="auto">
          {target.name}
          {isBot ? <BotMark /> : null}
        </b>
        <span>{stateOf(target, now())}</span>
      </span>
    </div>
  )
}

const stateOf = (target: Target, at: number): string => {
  if (target.closed !== null) return closedUntil(target.closed, at)
  if (target.to.kind === 'queue')
    return t('transfer.queueState', { available: numberOf(target.available), agents: numberOf(target.agents) })
  const load =
    target.limit > 0
      ? t('transfer.loadOf', { count: numberOf(target.load), limit: numberOf(target.limit) })
      : t('transfer.load', { count: target.load })
  return `${t(`transfer.state.${target.state}`)} · ${load}`
}
