// Where pages are added by a login at Facebook, and their tokens renewed.
import { hashOf } from '../frame/route.ts'

export const facebookHash = hashOf('channels', 'facebook-login')
