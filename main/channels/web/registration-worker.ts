// WebMessengerRegistrationWorker: the network is ours, so there is nobody to ask and nothing that can fail.
import type { WebSettings } from './settings.ts'

export class WebMessengerRegistrationWorker {
  async register(settings: WebSettings): Promise<{ profile: Record<string, string> }> {
    return { profile: profileOf(settings) }
  }
}

/** What the channel says of itself in settings. */
export const profileOf = (settings: WebSettings): Record<string, string> => ({ name: settings.title })
