// Who is banned: since when, by whom and why; the name leads to the contact's page, and a button lifts the ban.
import { Button } from '../../parts/Button.tsx'
import { useNow } from '../../stores/clock.ts'
import { unbanContact } from '../../stores/contact-deeds.ts'
import { hashOf } from '../../stores/place.ts'
import { soonOf, whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { useSetup } from '../setup.ts'
import classes from './Banned.module.css'

export const Banned = () => {
  const banned = useSetup(setup => setup.banned)
  const now = useNow()
  return (
    <section className={classes.banned} aria-labelledby="banned-title">
      <h3 id="banned-title">{t('settings.contacts.banned')}</h3>
      {banned.length === 0 ? <p>{t('settings.contacts.noneBanned')}</p> : null}
      <ul>
        {banned.map(({ id, name, ban }) => (
          <li key={id}>
            <div>
              <a href={hashOf({ column: 'chats', chatId: null, messageId: null, contactId: id })} dir="auto">
                {name}
              </a>
              <span>
                {ban.byName === null
                  ? whenOf(ban.at, now)
                  : t('contact.ban.by', { name: ban.byName, when: whenOf(ban.at, now) })}
                {ban.until === null ? '' : ` · ${t('contact.ban.until', { until: soonOf(ban.until, now) })}`}
                {ban.reason === '' ? '' : ` · ${ban.reason}`}
              </span>
            </div>
            <Button small onClick={() => void unbanContact({ id, name })}>
              {t('contact.ban.lift')}
              <span className="unseen"> {name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
