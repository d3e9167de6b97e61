/** @jsxImportSource preact */
// One line of the timeline.
import { hasButtons } from '../../../../domain/message-content.ts'
import type { PageMessage } from '../../wire.ts'
import type { Keeper } from '../keeper.ts'
import type { Unsent } from '../outbox.ts'
import type { Row as RowData } from '../rows.ts'
import type { Talk } from '../talk.ts'
import { momentOf, timeOf, words } from '../words/words.ts'
import { Cards } from './Cards.tsx'
import { FileCard } from './FileCard.tsx'
import { LinkedText } from './LinkedText.tsx'

interface Props {
  readonly row: RowData
  readonly talk: Talk
  readonly keeper: Keeper
  readonly isOnline: boolean
}

export const Row = ({ row, talk, keeper, isOnline }: Props) => {
  switch (row.kind) {
    case 'day':
      return <h2 class="line day">{row.name}</h2>
    case 'notice':
      return (
        <p class="line">
          <bdi>{row.notice.code === 'closed' ? words.closed : words.joined(row.notice.agentName)}</bdi>
        </p>
      )
    case 'message':
      return <Said {...row} talk={talk} token={keeper.token ?? ''} />
    case 'unsent':
      return <NotYetSent unsent={row.unsent} talk={talk} isOnline={isOnline} />
  }
}

type SaidProps = Extract<RowData, { kind: 'message' }> & { readonly talk: Talk; readonly token: string }

const Said = ({ message, isFirst, isLast, talk, token }: SaidProps) => {
  const { mine, authorName, text, at, attachments, content, deleted } = message
  const rich = !deleted && !mine && hasButtons(content) ? content : null
  const classes = ['message', mine ? 'mine' : 'theirs', isFirst ? 'first' : '', isLast ? 'last' : ''].join(' ')
  return (
    <article
      class={classes}
      data-theirs={mine ? undefined : message.id}
      aria-label={mine ? words.you : (authorName ?? words.somebody)}
    >
      {isFirst && !mine && authorName && (
        <p class="author" aria-hidden="true">
          <bdi>{authorName}</bdi>
        </p>
      )}
      {!deleted && attachments.map(attachment => <FileCard key={attachment.id} file={attachment} token={token} />)}
      {rich !== null && <Cards content={rich} onPress={button => talk.press(message.id, button)} />}
      {rich === null && (text || deleted || attachments.length === 0) && (
        <div class={deleted ? 'bubble gone' : 'bubble'} dir="auto">
          {deleted ? words.deleted : text ? <LinkedText text={text} /> : words.unsupported}
        </div>
      )}
      {isLast && (
        <p class="meta">
          <time dateTime={new Date(at).toISOString()} title={momentOf(at)}>
            {timeOf(at)}
          </time>
          {mine && ` · ${stateOf(message)}`}
        </p>
      )}
    </article>
  )
}

const stateOf = ({ state }: PageMessage) => (state === 'read' ? words.read : words.sent)

const NotYetSent = ({ unsent, talk, isOnline }: { unsent: Unsent; talk: Talk; isOnline: boolean }) => {
  const { clientId, text, file, source, progress, refusal } = unsent
  const shown = source ?? file
  return (
    <article class="message mine first last unsent" aria-label={words.you}>
      {shown && (
        <FileCard
          file={{
            id: '',
            name: shown.name,
            mime: 'mime' in shown ? shown.mime : shown.type,
            size: shown.size,
            width: null,
            height: null,
          }}
          token=""
          progress={file || refusal !== undefined ? 1 : (progress ?? 0)}
          {...(source ? { source } : {})}
        />
      )}
      {text && (
        <div class="bubble" dir="auto">
          <LinkedText text={text} />
        </div>
      )}
      {refusal === undefined ? (
        <p class="meta">{isOnline ? words.sending : words.waitingToBeSent}</p>
      ) : (
        <p class="meta failed" role="alert">
          {words.notSent} {refusal}{' '}
          <button type="button" class="link" onClick={() => talk.retry(clientId)}>
            {words.retry}
          </button>{' '}
          <button type="button" class="link" onClick={() => talk.remove(clientId)}>
            {words.remove}
          </button>
        </p>
      )}
    </article>
  )
}
