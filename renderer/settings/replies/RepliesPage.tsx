// Canned replies: ready answers for all queues or one.
import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { CannedReplyView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { numberOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { Gone } from '../list/Gone.tsx'
import { ListAndEditor } from '../list/ListAndEditor.tsx'
import list from '../list/Listing.module.css'
import { Listing } from '../list/Listing.tsx'
import { RowLink } from '../list/RowLink.tsx'
import { reload, useSetup } from '../setup.ts'
import classes from './Replies.module.css'
import { ReplyEditor } from './ReplyEditor.tsx'

const findFrom = 9

export const RepliesPage = ({ id }: { readonly id: string | null }) => {
  const replies = useSetup(setup => setup.replies)
  const [wanted, setWanted] = useState('')
  // How often each was used changes with every message sent, so it is asked for when somebody looks.
  useEffect(() => void reload('replies').catch(() => {}), [])
  const text = wanted.trim().toLocaleLowerCase()
  const shown = replies.filter(reply => `${reply.name} ${reply.text}`.toLocaleLowerCase().includes(text))
  const open = replies.find(reply => reply.id === id) ?? null
  return (
    <ListAndEditor
      list={
        <Listing
          title={t('settings.page.replies')}
          intro={t('settings.replies.intro')}
          add={
            <Button weight={id === 'new' ? 'plain' : 'accent'} onClick={() => goTo(hashOf('replies', 'new'))}>
              {t('settings.replies.add')}
            </Button>
          }
          filters={
            replies.length < findFrom ? null : (
              <TextInput
                size="xs"
                type="search"
                aria-label={t('settings.find')}
                placeholder={t('settings.find')}
                value={wanted}
                onChange={event => setWanted(event.currentTarget.value)}
              />
            )
          }
        >
          {shown.length > 0 ? (
            <ReplyTable replies={shown} openId={id} />
          ) : (
            <Empty
              title={text === '' ? t('settings.replies.empty') : t('settings.nothingFits', { text: wanted.trim() })}
            />
          )}
        </Listing>
      }
      editor={
        id === null ? null : id === 'new' ? (
          <ReplyEditor key="new" reply={null} />
        ) : open === null ? (
          <Gone back={hashOf('replies')} />
        ) : (
          <ReplyEditor key={open.id} reply={open} />
        )
      }
    />
  )
}

const ReplyTable = (props: { readonly replies: readonly CannedReplyView[]; readonly openId: string | null }) => {
  const queues = useSetup(setup => setup.queues)
  const forWhom = (queueId: string | null) =>
    queueId === null
      ? t('settings.replies.everybody')
      : (queues.find(({ id }) => id === queueId)?.name ?? t('settings.channels.noQueue'))
  return (
    <table className={list.table}>
      <thead className={list.wide}>
        <tr>
          <th scope="col">{t('settings.replies.column.name')}</th>
          <th scope="col">{t('settings.replies.column.queue')}</th>
          <th scope="col" className={list.number}>
            {t('settings.replies.column.used')}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.replies.map(({ id, name, text, queueId, usedCount }) => (
          <tr key={id} className={list.row}>
            <td>
              <RowLink href={hashOf('replies', id)} isOpen={id === props.openId}>
                {name}
              </RowLink>
              <div className={`${list.sub} ${classes.excerpt}`}>{text}</div>
              <div className={`${list.sub} ${list.narrow}`}>
                {forWhom(queueId)} · {t('settings.replies.usedOf', { count: usedCount })}
              </div>
            </td>
            <td className={list.wide}>{forWhom(queueId)}</td>
            <td className={`${list.number} ${list.wide}`}>{numberOf(usedCount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
