// Processes: the list with how each is doing; or one of them to draw, the runs, or the secrets, as the address says.
import { lazy, type ReactNode, Suspense } from 'react'
import { t } from '../../words/words.ts'
import { ProcessList } from './ProcessList.tsx'

// bpmn-js is large: it comes when somebody opens a diagram, and not before.
const ProcessPage = lazy(async () => ({ default: (await import('./editor/ProcessPage.tsx')).ProcessPage }))
const RunsPage = lazy(async () => ({ default: (await import('./runs/RunsPage.tsx')).RunsPage }))

/** `id`: 'new', 'secrets', 'runs', the id of a process, or that with '/runs'. */
export const ProcessesPage = ({ id }: { readonly id: string | null }) => {
  if (id === null || id === 'new' || id === 'secrets' || id.startsWith('secrets/')) return <ProcessList id={id} />
  const [first = '', rest] = id.split('/')
  return (
    <Waiting>
      {first === 'runs' ? (
        <RunsPage key="all" processId={null} />
      ) : rest === 'runs' ? (
        <RunsPage key={first} processId={first} />
      ) : (
        <ProcessPage key={first} id={first} />
      )}
    </Waiting>
  )
}

const Waiting = ({ children }: { readonly children: ReactNode }) => (
  <Suspense
    fallback={
      <div className="unseen" role="status">
        {t('settings.loading')}
      </div>
    }
  >
    {children}
  </Suspense>
)
