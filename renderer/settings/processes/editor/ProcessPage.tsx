// One process: fetched, then drawn. Loaded only when somebody opens one, since drawing needs a large library.
import { Button } from '../../../parts/Button.tsx'
import { Empty } from '../../../parts/Empty.tsx'
import { t } from '../../../words/words.ts'
import { goTo } from '../../frame/leaving.ts'
import { hashOf } from '../../frame/route.ts'
import { ProcessEditor } from './ProcessEditor.tsx'
import { useProcess } from './use-process.ts'

export const ProcessPage = ({ id }: { readonly id: string }) => {
  const stored = useProcess(id)
  if (stored.process !== null) return <ProcessEditor process={stored.process} stored={stored} />
  if (stored.trouble === null) return <div className="unseen">{t('settings.loading')}</div>
  return (
    <Empty title={stored.trouble}>
      <Button onClick={() => goTo(hashOf('processes'))}>{t('settings.editor.back')}</Button>
    </Empty>
  )
}
