// Tells a screen reader what a sound tells others: new chats and messages.
import { useAnnouncements } from '../stores/alerts.ts'

export const Announcer = () => {
  const text = useAnnouncements(state => state.text)
  return (
    <div className="unseen" role="status" aria-live="assertive" aria-atomic data-announcer>
      {text}
    </div>
  )
}
