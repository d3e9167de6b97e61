// The access tokens of an agent, for who manages agents: of a person to look at and to revoke, of a bot to make as well.
import { useMemo } from 'react'
import type { AgentView } from '../../../preload/views.ts'
import { AccessTokens, type TokenDeeds } from '../../parts/access-tokens/AccessTokens.tsx'
import { ask } from '../../stores/door.ts'
import { t } from '../../words/words.ts'
import classes from './Access.module.css'
import { forgetToken, keepToken, useMadeTokens } from './one-time-links.ts'

export const AgentTokens = ({ agent }: { readonly agent: AgentView }) => {
  const { id: agentId, kind, name } = agent
  const made = useMadeTokens(all => all.tokens.get(agentId) ?? null)
  const deeds = useMemo<TokenDeeds>(
    () => ({
      list: async () => (await ask().agents.accessTokens({ agentId })).accessTokens,
      revoke: tokenId => ask().agents.revokeAccessToken({ agentId, tokenId }),
      make: kind === 'bot' ? async input => (await ask().agents.createBotToken({ agentId, ...input })).token : null,
    }),
    [agentId, kind],
  )
  return (
    <section className={classes.access} aria-label={t('tokens.name')}>
      <h3>{t('tokens.name')}</h3>
      <p data-quiet>{kind === 'bot' ? t('settings.bots.tokensWhy') : t('settings.tokens.why', { name })}</p>
      <AccessTokens
        deeds={deeds}
        isMine={false}
        made={made}
        onMade={token => (token === null ? forgetToken(agentId) : keepToken(agentId, token))}
      />
    </section>
  )
}
