/** @jsxImportSource preact */
// The form for name and e-mail: never asked as a condition, can be changed at any time.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { VisitorProfile } from '../../wire.ts'
import { words } from '../words/words.ts'

interface Props {
  readonly profile: VisitorProfile
  readonly onSave: (profile: VisitorProfile) => void
  readonly onClose: () => void
}

export const AboutYou = ({ profile, onSave, onClose }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const [name, setName] = useState(profile.name ?? '')
  const [email, setEmail] = useState(profile.email ?? '')
  const [isWrong, setWrong] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const save = (event: Event) => {
    event.preventDefault()
    const given = email.trim()
    if (given !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(given)) return setWrong(true)
    onSave({ name: name.trim(), email: given })
  }
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="about-title" onClose={onClose}>
      <form onSubmit={save} noValidate>
        <h2 id="about-title">{words.aboutYou}</h2>
        <p>{words.aboutYouWhy}</p>
        <label>
          {words.name}
          <input
            type="text"
            autocomplete="name"
            maxLength={80}
            dir="auto"
            value={name}
            onInput={event => setName(event.currentTarget.value)}
          />
        </label>
        <label>
          {words.email}
          <input
            type="email"
            autocomplete="email"
            maxLength={200}
            dir="ltr"
            value={email}
            aria-invalid={isWrong}
            aria-describedby="email-wrong"
            onInput={event => {
              setEmail(event.currentTarget.value)
              setWrong(false)
            }}
          />
        </label>
        <p id="email-wrong" class="failed" role="alert">
          {isWrong ? words.emailWrong : ''}
        </p>
        <div class="choices">
          <button type="button" class="button" onClick={onClose}>
            {words.notNow}
          </button>
          <button type="submit" class="button main">
            {words.keep}
          </button>
        </div>
      </form>
    </dialog>
  )
}
