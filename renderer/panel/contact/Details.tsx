// What is known of a contact, each changed in its place: click or Enter, write, Enter.
import type { ContactView } from '../../../preload/views.ts'
import { channelName } from '../../parts/channel-name.ts'
import type { ContactChange } from '../../stores/contacts.ts'
import { t } from '../../words/words.ts'
import classes from './Contact.module.css'
import { InPlace } from './InPlace.tsx'
import { languageName } from './language-name.ts'

export interface DetailsProps {
  readonly contact: ContactView
  readonly mayChange: boolean
  readonly onChange: (part: ContactChange) => Promise<boolean>
}

export const Details = ({ contact, mayChange, onChange }: DetailsProps) => (
  <section aria-label={t('contact.details')}>
    <h3 className={classes.title}>{t('contact.details')}</h3>
    <dl className={classes.list}>
      {contact.identities.map(identity => (
        <div key={`${identity.channelId}${identity.address}`} className={classes.pair}>
          <dt>{channelName(identity.channelKind)}</dt>
          <dd dir="auto" title={identity.address}>
            {identity.username === null ? identity.name : `@${identity.username.replace(/^@/, '')}`}
            {identity.unreachableReason === null ? null : (
              <span className={classes.unreachable}>{identity.unreachableReason}</span>
            )}
          </dd>
        </div>
      ))}
      <Field name="name" value={contact.name} mayChange={mayChange} onSave={name => onChange({ name })} required />
      <Field name="email" value={contact.email ?? ''} mayChange={mayChange} onSave={email => onChange({ email })} />
      <Field name="phone" value={contact.phone ?? ''} mayChange={mayChange} onSave={phone => onChange({ phone })} />
      <Field
        name="language"
        value={contact.language ?? ''}
        shown={languageName(contact.language)}
        mayChange={mayChange}
        onSave={language => onChange({ language })}
      />
      <Field name="about" value={contact.about} mayChange={mayChange} onSave={about => onChange({ about })} long />
    </dl>
  </section>
)

interface FieldProps {
  readonly name: 'name' | 'email' | 'phone' | 'language' | 'about'
  readonly value: string
  readonly shown?: string
  readonly mayChange: boolean
  readonly required?: boolean
  readonly long?: boolean
  readonly onSave: (value: string) => Promise<boolean>
}

const Field = ({ name, value, shown, mayChange, required, long, onSave }: FieldProps) =>
  !mayChange && value === '' ? null : (
    <div className={classes.pair}>
      <dt>{t(`contact.field.${name}`)}</dt>
      <dd>
        {mayChange ? (
          <InPlace
            label={t(`contact.field.${name}`)}
            value={value}
            shown={shown ?? value}
            required={required ?? false}
            long={long ?? false}
            onSave={onSave}
          />
        ) : (
          <span dir="auto">{shown ?? value}</span>
        )}
      </dd>
    </div>
  )
