// Where LiveChat is: two data centres, told apart by the host's name and a header (Agent Chat API, "Data centers").
import { officialApiRoot } from '../settings.ts'

const version = 'v3.6'

/** The first data centre has no mark of its own. */
const isFirst = (region: string | null): boolean => region === null || region === '' || region === 'dal'

export const webUrl = (apiRoot: string, region: string | null, action: string): string =>
  `${rootIn(apiRoot, region)}/${version}/agent/action/${action}`

export const socketUrl = (apiRoot: string, region: string | null): string =>
  `${rootIn(apiRoot, region).replace(/^http/, 'ws')}/${version}/agent/rtm/ws`

export const regionHeaders = (region: string | null): Record<string, string> =>
  isFirst(region) || region === null ? {} : { 'X-Region': region }

/** A region is a word of theirs that becomes part of a host's name. */
export const knownRegion = (region: string | null | undefined): string | null =>
  region !== null && region !== undefined && /^[a-z]{2,8}$/.test(region) ? region : null

/** Access tokens say in which data centre they hold: "fra:...". */
export const regionOfToken = (token: string): string | null => knownRegion(/^([a-z]{2,8}):/.exec(token)?.[1])

const rootIn = (apiRoot: string, region: string | null): string =>
  apiRoot === officialApiRoot && !isFirst(region) ? officialApiRoot.replace('//api.', `//api-${region}.`) : apiRoot
