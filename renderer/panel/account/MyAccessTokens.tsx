// My access tokens: for programs that work as me.
import { AccessTokens, type TokenDeeds } from '../../parts/access-tokens/AccessTokens.tsx'
import { ask } from '../../stores/door.ts'
import { t } from '../../words/words.ts'
import classes from './Account.module.css'

const mine: TokenDeeds = {
  list: async () => (await ask().session.accessTokens({})).accessTokens,
  revoke: tokenId => ask().session.revokeAccessToken({ tokenId }),
  make: async input => (await ask().session.createAccessToken(input)).token,
}

export const MyAccessTokens = ({ onHold }: { readonly onHold: (isHeld: boolean) => void }) => (
  <>
    <p className={classes.why}>{t('tokens.why')}</p>
    <AccessTokens deeds={mine} isMine onHold={onHold} />
  </>
)
