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
  /** A token that was just made: shown until somebody says that they have kept it. */
  readonly made: string | null
  /** Null: it is kept. */
  readonly onMade: (token: string | null) => void
}

export const AccessTokens = ({ deeds, isMine, made, onMade }: AccessTokensProps) => {
  const [tokens, setTokens] = useState<readonly AccessTokenView[] | null>(null)
  const [isNew, setNew] = useState(false)
  const look = useCallback(() => deeds.list().then(setTokens, sayRefusal), [deeds])
  useEffect(() => void look(), [look])
  if (tokens === null) return null

  const revoke = async ({ id, label }: AccessTokenView) => {
    await deeds.revoke(id).then(() => say(t('tokens.revoked', { label })), sayRefusal)
    await look()
  }
  const { make } = deeds
  return (
    <div className={classes.all}>
      {tokens.length === 0 && !isNew && made === null ? <p className={classes.none}>{t('tokens.none')}</p> : null}
      {tokens.length === 0 ? null : <AccessTokenList tokens={tokens} onRevoke={token => void revoke(token)} />}
      {made === null ? null : <MadeAccessToken token={made} onKept={() => onMade(null)} />}
      {make === null || made !== null ? null : isNew ? (
        <NewAccessToken
          isMine={isMine}
          onMake={async input => {
            onMade(await make(input))
            setNew(false)
            await look()
          }}
          onCancel={() => setNew(false)}
        />
      ) : (
        <div>
          <Button small onClick={() => setNew(true)}>
            {t('tokens.new')}
          </Button>
        </div>
      )}
    </div>
  )
}
