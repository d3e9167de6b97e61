// Access tokens of one agent: the list, a new one where that may be, and what was made shown once.
import { useCallback, useEffect, useState } from 'react'
import type { AccessTokenView } from '../../../preload/views.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { Button } from '../Button.tsx'
import { AccessTokenList } from './AccessTokenList.tsx'
import classes from './AccessTokens.module.css'
import { MadeAccessToken } from './MadeAccessToken.tsx'
import { NewAccessToken } from './NewAccessToken.tsx'
import type { NewToken } from './token-form.ts'

/** How to ask the workstation; kept the same from one rendering to the next. */
export interface TokenDeeds {
  readonly list: () => Promise<readonly AccessTokenView[]>
  readonly revoke: (tokenId: string) => Promise<unknown>
  /** Null: they are made elsewhere. Resolves with the token. */
  readonly make: ((input: NewToken) => Promise<string>) | null
}

export interface AccessTokensProps {
  readonly deeds: TokenDeeds
  readonly isMine: boolean
  /** While a new token is shown. */
  readonly onHold?: (isHeld: boolean) => void
}

export const AccessTokens = ({ deeds, isMine, onHold }: AccessTokensProps) => {
  const [tokens, setTokens] = useState<readonly AccessTokenView[] | null>(null)
  const [stage, setStage] = useState<'list' | 'new' | { readonly made: string }>('list')
  const look = useCallback(() => deeds.list().then(setTokens, sayRefusal), [deeds])
  useEffect(() => void look(), [look])
  const isHeld = typeof stage === 'object'
  useEffect(() => {
    onHold?.(isHeld)
    return () => onHold?.(false)
  }, [isHeld, onHold])
  if (tokens === null) return null

  const revoke = async ({ id, label }: AccessTokenView) => {
    await deeds.revoke(id).then(() => say(t('tokens.revoked', { label })), sayRefusal)
    await look()
  }
  const { make } = deeds
  return (
    <div className={classes.all}>
      {tokens.length === 0 && stage === 'list' ? <p className={classes.none}>{t('tokens.none')}</p> : null}
      {tokens.length === 0 ? null : <AccessTokenList tokens={tokens} onRevoke={token => void revoke(token)} />}
      {isHeld ? <MadeAccessToken token={stage.made} onKept={() => setStage('list')} /> : null}
      {stage === 'new' && make !== null ? (
        <NewAccessToken
          isMine={isMine}
          onMake={async input => {
            const made = await make(input)
            setStage({ made })
            await look()
          }}
          onCancel={() => setStage('list')}
        />
      ) : null}
      {stage === 'list' && make !== null ? (
        <div>
          <Button small onClick={() => setStage('new')}>
            {t('tokens.new')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
