// My access tokens: for programs that work as me.
import { useEffect, useState } from 'react'
import { AccessTokens, type TokenDeeds } from '../../parts/access-tokens/AccessTokens.tsx'
import { ask } from '../../stores/door.ts'
import { t } from '../../words/words.ts'
import classes from './Account.module.css'

const mine: TokenDeeds = {
  list: async () => (await ask().session.accessTokens({})).accessTokens,
  revoke: tokenId => ask().session.revokeAccessToken({ tokenId }),
  make: async input => (await ask().session.createAccessToken(input)).token,
}

/** `onHold`: while a new token is shown. */
export const MyAccessTokens = ({ onHold }: { readonly onHold: (isHeld: boolean) => void }) => {
  const [made, setMade] = useState<string | null>(null)
  const isHeld = made !== null
  useEffect(() => {
    onHold(isHeld)
    return () => onHold(false)
  }, [isHeld, onHold])
  return (
    <>
      <p className={classes.why}>{t('tokens.why')}</p>
      <AccessTokens deeds={mine} isMine made={made} onMade={setMade} />
    </>
  )
}
