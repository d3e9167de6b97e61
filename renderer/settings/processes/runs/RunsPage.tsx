// Runs of one process or of all, failed ones first: where each stands, why it failed, what can be done about it.
import { Select } from '@mantine/core'
import { useState } from 'react'
import { Button } from '../../../parts/Button.tsx'
import { Empty } from '../../../parts/Empty.tsx'
import { t } from '../../../words/words.ts'
import { goTo } from '../../frame/leaving.ts'
import { hashOf } from '../../frame/route.ts'
import { ListAndEditor } from '../../list/ListAndEditor.tsx'
import { Listing } from '../../list/Listing.tsx'
import { useSetup } from '../../setup.ts'
import { RunDetails } from './RunDetails.tsx'
import { RunTable } from './RunTable.tsx'
import { type RunStatus, runStatuses, useRunList } from './use-run-list.ts'

/** Null: of all processes. */
export const RunsPage = ({ processId }: { readonly processId: string | null }) => {
  const process = useSetup(setup => setup.processes.find(({ id }) => id === processId))
  const [status, setStatus] = useState<RunStatus | null>(null)
  const [openId, setOpenId] = useState<string | null>(null)
  const { runs, trouble, refresh } = useRunList(processId, status)
  const open = runs?.find(({ id }) => id === openId) ?? null
  return (
    <ListAndEditor
      list={
        <Listing
          title={process === undefined ? t('process.runs.title') : t('process.runs.titleOf', { name: process.name })}
          intro={t('process.runs.intro')}
          filters={
            <Select
              size="xs"
              aria-label={t('process.runs.status')}
              placeholder={t('process.runs.any')}
              data={runStatuses.map(value => ({ value, label: t(`process.runs.status.${value}`) }))}
              value={status}
              clearable
              clearButtonProps={{ 'aria-label': t('settings.clear') }}
              onChange={value => setStatus(runStatuses.find(known => known === value) ?? null)}
            />
          }
          add={
            <Button onClick={() => goTo(hashOf('processes', processId))}>
              {t(processId === null ? 'process.runs.back' : 'process.runs.backTo')}
            </Button>
          }
        >
          {trouble !== null ? (
            <Empty title={trouble}>
              <Button onClick={refresh}>{t('settings.tryAgain')}</Button>
            </Empty>
          ) : runs === null ? null : runs.length === 0 ? (
            <Empty title={t('process.runs.none')} />
          ) : (
            <RunTable runs={runs} openId={openId} onOpen={setOpenId} />
          )}
        </Listing>
      }
      editor={
        open === null ? null : (
          <RunDetails key={open.id} run={open} onClose={() => setOpenId(null)} onChanged={refresh} />
        )
      }
    />
  )
}
