// Facebook Login as the emulated Meta does it: a page that asks the person, a code for the app, a token for the code, and a
// long-lived one for that (Facebook Login, "Manually Build a Login Flow").
import { type Asked, graphError, ok, type Reply, textIn } from './reply.ts'
import type { World } from './world.ts'

/** GET /dialog/oauth: two links, of which the person follows one. */
export const dialog = (world: World, asked: Asked): Reply => {
  const redirect = textIn(asked, 'redirect_uri')
  if (textIn(asked, 'client_id') !== world.appId || !URL.canParse(redirect))
    return { status: 400, body: null, html: '<h1>This app is not available</h1>' }
  const state = textIn(asked, 'state')
  const code = world.number('AQB')
  world.codes.set(code, { redirect })
  const yes = withParameters(redirect, { code, state })
  const no = withParameters(redirect, {
    error: 'access_denied',
    error_code: '200',
    error_reason: 'user_denied',
    error_description: 'Permissions error',
    state,
  })
  const html = `<!doctype html><title>Log in with Facebook</title><h1>${world.owner.name}, choose what you allow</h1>
<p><a id="continue" href="${escaped(yes)}">Continue</a> <a id="cancel" href="${escaped(no)}">Cancel</a></p>`
  return { status: 200, body: null, html }
}

/** GET /oauth/access_token: for a code, or for a token that shall last. */
export const exchange = (world: World, asked: Asked): Reply => {
  if (textIn(asked, 'client_id') !== world.appId) return graphError(101, 'Error validating application.')
  if (textIn(asked, 'client_secret') !== world.appSecret) return graphError(1, 'Error validating client secret.')
  if (textIn(asked, 'grant_type') === 'fb_exchange_token') {
    if (!world.userTokens.has(textIn(asked, 'fb_exchange_token'))) return graphError(190, 'Invalid OAuth access token.')
    return granted(world, true)
  }
  const code = textIn(asked, 'code')
  const given = world.codes.get(code)
  if (given === undefined) return graphError(100, 'This authorization code has been used.', 36009)
  if (given.redirect !== textIn(asked, 'redirect_uri'))
    return graphError(
      100,
      'Error validating verification code. Please make sure your redirect_uri is identical.',
      36008,
    )
  world.codes.delete(code)
  return granted(world, false)
}

const granted = (world: World, longLived: boolean): Reply => {
  const token = world.number(longLived ? 'EAAGlong' : 'EAAGuser')
  world.userTokens.set(token, { longLived })
  return ok({ access_token: token, token_type: 'bearer', expires_in: longLived ? 5_183_944 : 5_400 })
}

const withParameters = (address: string, parameters: Readonly<Record<string, string>>): string => {
  const url = new URL(address)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return `${url.href}#_=_`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
