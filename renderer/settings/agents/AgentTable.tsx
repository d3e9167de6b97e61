// The rows of the agents page: face and name, presence in words, chats in progress against the limit, roles.
import type { AgentView } from '../../../preload/views.ts'
import { BotMark } from '../../parts/BotMark.tsx'
import { Face } from '../../parts/Face.tsx'
import { useSession } from '../../stores/session.ts'
import { numberOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { hashOf } from '../frame/route.ts'
import list from '../list/Listing.module.css'
import { RowLink } from '../list/RowLink.tsx'
import { useSetup } from '../setup.ts'
import { presenceDot, presenceWords } from './presence-words.ts'

export const AgentTable = (props: { readonly agents: readonly AgentView[]; readonly openId: string | null }) => (
  <table className={list.table}>
    <thead className={list.wide}>
      <tr>
        <th scope="col">{t('settings.agents.column.name')}</th>
        <th scope="col">{t('settings.agents.column.presence')}</th>
        <th scope="col">{t('settings.agents.column.roles')}</th>
        <th scope="col" className={list.number}>
          {t('settings.agents.column.load')}
        </th>
      </tr>
    </thead>
    <tbody>
      {props.agents.map(agent => (
        <AgentRow key={agent.id} agent={agent} isOpen={agent.id === props.openId} />
      ))}
    </tbody>
  </table>
)

const AgentRow = ({ agent, isOpen }: { readonly agent: AgentView; readonly isOpen: boolean }) => {
  const roles = useSetup(setup => setup.roles)
  const isMe = useSession(session => session.me?.agent.id === agent.id)
  const roleNames = roles.filter(({ id }) => agent.roleIds.includes(id)).map(({ name }) => name)
  const held = roleNames.join(', ')
  const isGone = agent.deactivatedAt !== null
  const isFull = agent.limit > 0 && agent.load >= agent.limit
  const load = isGone ? '' : loadOf(agent)
  return (
    <tr className={`${list.row} ${isGone ? list.quiet : ''}`}>
      <td>
        <div className={list.main}>
          <Face id={agent.id} name={agent.name} size={30} {...(isGone ? {} : { presence: presenceDot(agent) })} />
          <div className={list.names}>
            <RowLink href={hashOf('agents', agent.id)} isOpen={isOpen}>
              {agent.name}
            </RowLink>
            {agent.kind === 'bot' ? <BotMark /> : null}
            {isMe ? <span className={list.tag}>{t('settings.agents.you')}</span> : null}
            {agent.kind === 'bot' ? null : <div className={list.sub}>{agent.login}</div>}
            <div className={`${list.sub} ${list.narrow}`}>
              {[presenceWords(agent), load, held].filter(part => part !== '').join(' · ')}
            </div>
          </div>
        </div>
      </td>
      <td className={list.wide}>{presenceWords(agent)}</td>
      <td className={list.wide}>{held || t('settings.agents.noRoles')}</td>
      <td className={`${list.number} ${list.wide} ${isFull && !isGone ? list.care : ''}`}>{load}</td>
    </tr>
  )
}

const loadOf = ({ load, limit }: AgentView): string =>
  limit === 0
    ? t('settings.agents.loadNoLimit', { load: numberOf(load) })
    : t('settings.agents.loadOf', { load: numberOf(load), limit: numberOf(limit) })
