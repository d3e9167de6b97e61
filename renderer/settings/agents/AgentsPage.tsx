// Agents: who is here, how busy each is, and what they may do.
import { Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { Gone } from '../list/Gone.tsx'
import { ListAndEditor } from '../list/ListAndEditor.tsx'
import { Listing } from '../list/Listing.tsx'
import { useSetup } from '../setup.ts'
import { AgentEditor } from './AgentEditor.tsx'
import classes from './Agents.module.css'
import { AgentTable } from './AgentTable.tsx'
import { BotEditor } from './BotEditor.tsx'

/** In the address, where the id of an agent is otherwise. */
const newBot = 'new-bot'
/** Fewer are found by looking. */
const findFrom = 9

export const AgentsPage = ({ id }: { readonly id: string | null }) => {
  const agents = useSetup(setup => setup.agents)
  const [withDeactivated, setWithDeactivated] = useState(false)
  const [wanted, setWanted] = useState('')
  const hasDeactivated = agents.some(({ deactivatedAt }) => deactivatedAt !== null)
  const text = wanted.trim().toLocaleLowerCase()
  const shown = agents.filter(
    agent =>
      (agent.deactivatedAt === null || withDeactivated || agent.id === id) &&
      `${agent.name} ${agent.login}`.toLocaleLowerCase().includes(text),
  )
  const open = agents.find(agent => agent.id === id) ?? null
  return (
    <ListAndEditor
      list={
        <Listing
          title={t('settings.page.agents')}
          intro={t('settings.agents.intro')}
          add={
            <div className={classes.add}>
              <Button onClick={() => goTo(hashOf('agents', newBot))}>{t('settings.bots.new')}</Button>
              <Button weight={id === 'new' ? 'plain' : 'accent'} onClick={() => goTo(hashOf('agents', 'new'))}>
                {t('settings.agents.add')}
              </Button>
            </div>
          }
          filters={
            <>
              {agents.length < findFrom ? null : (
                <TextInput
                  size="xs"
                  type="search"
                  aria-label={t('settings.find')}
                  placeholder={t('settings.find')}
                  value={wanted}
                  onChange={event => setWanted(event.currentTarget.value)}
                />
              )}
              {hasDeactivated ? (
                <Switch
                  size="xs"
                  label={t('settings.agents.showDeactivated')}
                  checked={withDeactivated}
                  onChange={event => setWithDeactivated(event.currentTarget.checked)}
                />
              ) : null}
            </>
          }
        >
          {shown.length > 0 ? (
            <AgentTable agents={shown} openId={id} />
          ) : (
            <Empty
              title={text === '' ? t('settings.agents.empty') : t('settings.nothingFits', { text: wanted.trim() })}
            />
          )}
        </Listing>
      }
      editor={
        id === null ? null : id === 'new' ? (
          <AgentEditor key="new" agent={null} />
        ) : id === newBot ? (
          <BotEditor key={newBot} bot={null} />
        ) : open === null ? (
          <Gone back={hashOf('agents')} />
        ) : open.kind === 'bot' ? (
          <BotEditor key={open.id} bot={open} />
        ) : (
          <AgentEditor key={open.id} agent={open} />
        )
      }
    />
  )
}
