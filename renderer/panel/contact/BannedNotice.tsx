// Says on a contact that they are banned: since when, by whom, why; and lifts the ban for those who may.
import { Button } from '../../parts/Button.tsx'
import { useNow } from '../../stores/clock.ts'
import { unbanContact } from '../../stores/contact-deeds.ts'
import type { KnownContact } from '../../stores/contacts.ts'
import { soonOf, whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './Contact.module.css'

export const BannedNotice = ({ known: { contact, mayBan } }: { readonly known: KnownContact }) => {
  const now = useNow()
  const { ban } = contact
  if (ban === null) return null
  const when = whenOf(ban.at, now)
  return (
    <section className={classes.banned} aria-label={t('contact.ban.banned')}>
      <p>
        <b>{t('contact.ban.banned')}</b> {ban.byName === null ? when : t('contact.ban.by', { name: ban.byName, when })}
        {ban.until === null ? null : ` · ${t('contact.ban.until', { until: soonOf(ban.until, now) })}`}
      </p>
      {ban.reason === '' ? null : <p dir="auto">{ban.reason}</p>}
      <p>{t('contact.ban.means')}</p>
      {mayBan ? (
        <Button small onClick={() => void unbanContact(contact)}>
          {t('contact.ban.lift')}
        </Button>
      ) : null}
    </section>
  )
}
