// Access tokens: what each lets its program do, when it was last used, until when it is good, and the way to end it.
import { useState } from 'react'
import { DAY } from '../../../main/domain/clock.ts'
import type { AccessTokenView } from '../../../preload/views.ts'
import { soonOf, whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { Button } from '../Button.tsx'
import rows from '../Rows.module.css'
import classes from './AccessTokens.module.css'
import { scopesInWords } from './scope-words.ts'

export interface AccessTokenListProps {
  readonly tokens: readonly AccessTokenView[]
  readonly onRevoke: (token: AccessTokenView) => void
}

export const AccessTokenList = ({ tokens, onRevoke }: AccessTokenListProps) => {
  const [asking, setAsking] = useState<string | null>(null)
  const now = Date.now()
  return (
    <ul className={rows.rows} data-tall aria-label={t('tokens.name')}>
      {tokens.map(token => {
        const isOver = token.expiresAt !== null && token.expiresAt <= now
        const isAsking = asking === token.id
        return (
          <li key={token.id}>
            <div className={rows.words}>
              <span className={rows.name}>{token.label}</span>
              {isOver ? (
                <span className={rows.tag} data-warn>
                  {t('tokens.over')}
                </span>
              ) : null}
              <div className={classes.may}>{scopesInWords(token.scopes)}</div>
              <div className={rows.sub}>{lifeOf(token, now)}</div>
              <div className={rows.sub}>
                {t('tokens.clientIs')} <code dir="ltr">{token.clientId}</code>
              </div>
            </div>
            {isAsking ? (
              <div className={classes.asking}>
                <span>{t('tokens.sure')}</span>
                <Button
                  small
                  weight="danger"
                  autoFocus
                  onClick={() => {
                    setAsking(null)
                    onRevoke(token)
                  }}
                >
                  {t('tokens.revokeNow')}
                </Button>
                <Button small onClick={() => setAsking(null)}>
                  {t('tokens.keep')}
                </Button>
              </div>
            ) : (
              <Button
                small
                aria-label={t('tokens.revokeOf', { label: token.label })}
                onClick={() => setAsking(token.id)}
              >
                {t('tokens.revoke')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const lifeOf = ({ createdAt, lastUsedAt, expiresAt }: AccessTokenView, now: number): string =>
  [
    t('tokens.made', { when: whenOf(createdAt, now) }),
    lastUsedAt === null ? t('tokens.unused') : t('tokens.used', { when: whenOf(lastUsedAt, now) }),
    expiresAt === null
      ? t('tokens.noEnd')
      : t(expiresAt <= now ? 'tokens.ended' : 'tokens.until', {
          when: expiresAt - now > 6 * DAY ? whenOf(expiresAt, now) : soonOf(expiresAt, now),
        }),
  ].join(' · ')
