// What the emulated Graph API knows of pages, people and subscriptions (Graph API: "Page", "Page Subscribed Apps", "Application
// Subscriptions", "User Profile API").
import type { EmulatedPage, EmulatedPerson } from './page.ts'
import { type Asked, graphError, noSuchThing, ok, type Reply, textIn } from './reply.ts'
import { everyField, type World } from './world.ts'

const fieldsAsked = (asked: Asked): readonly string[] =>
  textIn(asked, 'fields')
    .split(',')
    .map(field => field.replace(/[{(].*$/, '').trim())
    .filter(field => field !== '')

const only = (fields: readonly string[], known: Readonly<Record<string, unknown>>): Reply => {
  const unknown = fields.find(field => !(field in known))
  if (unknown !== undefined) return graphError(100, `(#100) Tried accessing nonexisting field (${unknown})`)
  const shown = fields.length === 0 ? ['id', 'name'] : ['id', ...fields]
  return ok(Object.fromEntries(shown.flatMap(field => (known[field] === undefined ? [] : [[field, known[field]]]))))
}

export const describePage = (page: EmulatedPage, root: string, asked: Asked): Reply =>
  only(fieldsAsked(asked), {
    id: page.id,
    name: page.name,
    link: `https://www.facebook.com/${page.id}`,
    username: undefined,
    category: 'Shopping',
    picture: { data: { height: 50, width: 50, is_silhouette: false, url: `${root}/cdn/picture-${page.id}` } },
    ...(page.tellsRouting
      ? { messaging_feature_status: { hop_v2: page.defaultApp !== null, msgr_multi_app: true, ig_multi_app: false } }
      : {}),
  })

export const describePerson = (person: EmulatedPerson | undefined, id: string, asked: Asked): Reply => {
  if (person === undefined) return noSuchThing(id)
  const { psid, firstName, lastName, picture } = person
  return only(fieldsAsked(asked), {
    id: psid,
    name: `${firstName} ${lastName}`,
    first_name: firstName,
    last_name: lastName,
    profile_pic: picture ?? undefined,
  })
}

/** GET /me/accounts, two to a page, so that somebody has to turn it. */
export const listPages = (world: World, root: string, asked: Asked): Reply => {
  const after = Number(textIn(asked, 'after')) || 0
  const { pages } = world.owner
  const shown = pages.slice(after, after + 2).map(page => ({
    access_token: page.token,
    category: 'Shopping',
    name: page.name,
    id: page.id,
    tasks: page.tasks,
    picture: { data: { url: `${root}/cdn/picture-${page.id}` } },
  }))
  const next =
    pages.length > after + 2 ? `${root}/v25.0/me/accounts?after=${after + 2}&access_token=${asked.token}` : null
  return ok({
    data: shown,
    paging: { cursors: { before: String(after), after: String(after + 2) }, ...(next === null ? {} : { next }) },
  })
}

/** GET, POST, DELETE /{page}/subscribed_apps: our app at this page. */
export const subscribedApps = (world: World, page: EmulatedPage, asked: Asked): Reply => {
  if (asked.method === 'DELETE') {
    page.subscribed.clear()
    return ok({ success: true })
  }
  if (asked.method === 'POST') {
    const fields = textIn(asked, 'subscribed_fields').split(',').filter(Boolean)
    const unknown = fields.find(field => !everyField.some(one => one === field))
    if (fields.length === 0 || unknown !== undefined)
      return graphError(100, `(#100) Param subscribed_fields must be one of {${everyField.join(', ')}}`)
    page.subscribed.clear()
    for (const field of fields) page.subscribed.add(field)
    return ok({ success: true })
  }
  const app = { id: world.appId, name: 'Parley', subscribed_fields: [...page.subscribed] }
  const others = page.alsoSubscribed.map(id => ({ id, name: 'Another', subscribed_fields: everyField }))
  return ok({ data: page.subscribed.size === 0 ? others : [...others, app] })
}

/** GET, POST /{app}/subscriptions, with the handshake that proves the callback. */
export const appSubscriptions = async (world: World, asked: Asked): Promise<Reply> => {
  if (asked.method !== 'POST')
    return ok({
      data:
        world.callback === ''
          ? []
          : [
              {
                object: 'page',
                callback_url: world.callback,
                active: true,
                fields: [...world.appFields].map(name => ({ name, version: 'v25.0' })),
              },
            ],
    })
  const callback = textIn(asked, 'callback_url')
  if (!(await shakesHands(callback, textIn(asked, 'verify_token'))))
    return graphError(2200, '(#2200) Callback verification failed with the following errors: no challenge came back')
  world.callback = callback
  world.appFields.clear()
  for (const field of textIn(asked, 'fields').split(',').filter(Boolean)) world.appFields.add(field)
  return ok({ success: true })
}

/** The handshake of Meta: the challenge comes back as it was, or the callback is none. */
export const shakesHands = async (callback: string, verifyToken: string): Promise<boolean> => {
  if (!URL.canParse(callback)) return false
  const url = new URL(callback)
  url.searchParams.set('hub.mode', 'subscribe')
  url.searchParams.set('hub.challenge', '1158201444')
  url.searchParams.set('hub.verify_token', verifyToken)
  const answer = await fetch(url).catch(() => null)
  return answer !== null && answer.status === 200 && (await answer.text()) === '1158201444'
}
