// The processes with how each is doing, and beside them the form of a new one, or the secrets.
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { numberOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { ListAndEditor } from '../list/ListAndEditor.tsx'
import list from '../list/Listing.module.css'
import { Listing } from '../list/Listing.tsx'
import { RowLink } from '../list/RowLink.tsx'
import { useSetup } from '../setup.ts'
import { NewProcess } from './NewProcess.tsx'
import classes from './Processes.module.css'
import { SecretsEditor } from './SecretsEditor.tsx'
import { stateWords } from './state-words.ts'

export const ProcessList = ({ id }: { readonly id: string | null }) => {
  const processes = useSetup(setup => setup.processes)
  const secretsOpen = id?.split('/')[0] === 'secrets'
  return (
    <ListAndEditor
      list={
        <Listing
          title={t('settings.page.processes')}
          intro={t('process.intro')}
          filters={
            <>
              <Button small onClick={() => goTo(hashOf('processes', 'runs'))}>
                {t('process.runs.all')}
              </Button>
              <Button small aria-pressed={secretsOpen} onClick={() => goTo(hashOf('processes', 'secrets'))}>
                {t('process.secrets.open')}
              </Button>
            </>
          }
          add={
            <Button weight={id === 'new' ? 'plain' : 'accent'} onClick={() => goTo(hashOf('processes', 'new'))}>
              {t('process.add')}
            </Button>
          }
        >
          {processes.length === 0 ? <Empty title={t('process.empty')} /> : <ProcessTable />}
        </Listing>
      }
      editor={
        id === 'new' ? (
          <NewProcess key="new" />
        ) : secretsOpen ? (
          <SecretsEditor key={id} name={id?.split('/')[1] ?? null} />
        ) : null
      }
    />
  )
}

const ProcessTable = () => {
  const processes = useSetup(setup => setup.processes)
  return (
    <table className={list.table}>
      <thead className={list.wide}>
        <tr>
          <th scope="col">{t('process.column.name')}</th>
          <th scope="col">{t('process.column.state')}</th>
          <th scope="col">{t('process.column.actions')}</th>
          <th scope="col" className={list.number}>
            {t('process.column.running')}
          </th>
          <th scope="col" className={list.number}>
            {t('process.column.failed')}
          </th>
        </tr>
      </thead>
      <tbody>
        {processes.map(process => {
          const { id, name, running, failed, actions } = process
          const used = actions.length === 0 ? t('process.noActions') : actions.join(', ')
          return (
            <tr key={id} className={list.row}>
              <td>
                <RowLink href={hashOf('processes', id)} isOpen={false}>
                  {name}
                </RowLink>
                <div className={`${list.sub} ${list.narrow}`}>
                  {stateWords(process)} · {used}
                  {running > 0 ? ` · ${t('process.runningOf', { count: running })}` : ''}
                  {failed > 0 ? (
                    <span className={classes.failed}>{` · ${t('process.failedOf', { count: failed })}`}</span>
                  ) : null}
                </div>
              </td>
              <td className={list.wide}>{stateWords(process)}</td>
              <td className={`${list.wide} ${actions.length === 0 ? list.sub : ''}`}>{used}</td>
              <td className={`${list.number} ${list.wide}`}>{numberOf(running)}</td>
              <td className={`${list.number} ${list.wide} ${failed > 0 ? classes.failed : ''}`}>
                {failed > 0 ? (
                  <a className={`${list.own} ${classes.failed}`} href={hashOf('processes', `${id}/runs`)}>
                    {numberOf(failed)}
                  </a>
                ) : (
                  numberOf(failed)
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
