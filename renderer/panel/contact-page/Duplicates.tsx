// Contacts that may be the same person, side by side with the current one; each can be merged into it.
import { useEffect, useState } from 'react'
import type { CandidateView, ContactView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { channelName } from '../../parts/channel-name.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Face } from '../../parts/Face.tsx'
import { useNow } from '../../stores/clock.ts'
import type { KnownContact } from '../../stores/contacts.ts'
import { ask } from '../../stores/door.ts'
import { useOwnFields } from '../../stores/own-fields.ts'
import { openContact } from '../../stores/place.ts'
import { refusedBy } from '../../stores/refused.ts'
import { whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './ContactPage.module.css'
import { MergeDialog } from './MergeDialog.tsx'
import { profileRows } from './profile-rows.ts'

export const Duplicates = ({ known }: { readonly known: KnownContact }) => {
  const { contact, chats } = known
  const [candidates, setCandidates] = useState<readonly CandidateView[] | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [merging, setMerging] = useState<ContactView | null>(null)
  // Asked anew whenever the contact was: a merge makes one less.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let stale = false
    ask()
      .contacts.duplicates({ contactId: contact.id })
      .then(answer => stale || setCandidates(answer.candidates))
      .catch((error: unknown) => {
        const refused = refusedBy(error)
        if (!stale) setTrouble(refused.kind === 'refused' ? refused.sentence : t('connection.noAnswer'))
      })
    return () => {
      stale = true
    }
  }, [contact.id, known])
  if (trouble !== null) return <Empty title={trouble} />
  if (candidates === null) return null
  if (candidates.length === 0)
    return (
      <Empty title={t('contact.duplicates.none')}>
        {t('contact.duplicates.noneHint')}
        <p>
          <Button onClick={() => openContact(contact.id)}>{t('contact.toPage')}</Button>
        </p>
      </Empty>
    )
  return (
    <section className={classes.duplicates} aria-label={t('contact.duplicates.title')}>
      <p className={classes.hint}>{t('contact.duplicates.hint')}</p>
      <div className={classes.cards}>
        <Card contact={contact} chatCount={chats.length} mark={t('contact.duplicates.current')} isCurrent />
        {candidates.map(candidate => (
          <Card
            key={candidate.contact.id}
            contact={candidate.contact}
            chatCount={candidate.chatCount}
            lastAt={candidate.lastAt}
            mark={candidate.alike.map(one => t(`contact.alike.${one}`)).join(', ')}
          >
            <Button weight="accent" onClick={() => setMerging(candidate.contact)}>
              {t('contact.merge.into')}
              <span className="unseen"> {candidate.contact.name}</span>
            </Button>
          </Card>
        ))}
      </div>
      {merging === null ? null : (
        <MergeDialog key={merging.id} survivor={contact} other={merging} onClose={() => setMerging(null)} />
      )}
    </section>
  )
}

interface CardProps {
  readonly contact: ContactView
  readonly chatCount: number
  readonly lastAt?: number | null
  readonly mark: string
  readonly isCurrent?: boolean
  readonly children?: React.ReactNode
}

const Card = ({ contact, chatCount, lastAt = null, mark, isCurrent = false, children }: CardProps) => {
  const now = useNow()
  const fields = useOwnFields()
  const rows = profileRows(contact, contact, fields)
  return (
    <article className={`${classes.card} ${isCurrent ? classes.current : ''}`} aria-label={contact.name}>
      <header>
        <Face id={contact.id} name={contact.name} size={34} />
        <div>
          <h2 dir="auto">{contact.name}</h2>
          <span className={classes.mark}>{mark}</span>
        </div>
      </header>
      <dl>
        {contact.identities.map(identity => (
          <div key={`${identity.channelId}${identity.address}`}>
            <dt>{channelName(identity.channelKind)}</dt>
            <dd dir="auto">{identity.username ?? identity.name}</dd>
          </div>
        ))}
        {rows
          .filter(row => row.field !== 'name')
          .map(row => (
            <div key={row.field}>
              <dt>{row.caption}</dt>
              <dd dir="auto">{row.survivor}</dd>
            </div>
          ))}
        <div>
          <dt>{t('contact.duplicates.chats')}</dt>
          <dd>
            {t('contact.chats', { count: chatCount })}
            {lastAt === null ? '' : ` · ${whenOf(lastAt, now)}`}
          </dd>
        </div>
      </dl>
      {children}
    </article>
  )
}
