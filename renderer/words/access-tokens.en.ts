// English words of access tokens and of what programs may do with them.
export const accessTokensEn = {
  'settings.audit.noun.accessToken': 'Access token',
  'settings.audit.deed.revoked': 'revoked',
} as const
