// RehearsalRegistrationWorker: the network is played here, so there is nobody to ask and nothing that can fail.
import type { Look, RehearsalSettings } from './settings.ts'

const names: Readonly<Record<Look, string>> = {
  telegram: 'Telegram',
  facebook: 'Messenger',
  whatsapp: 'WhatsApp',
  livechat: 'LiveChat',
  web: 'Website',
}

export class RehearsalRegistrationWorker {
  async register(settings: RehearsalSettings): Promise<{ profile: Record<string, string> }> {
    return { profile: profileOf(settings) }
  }
}

/** What the channel says of itself in settings. */
export const profileOf = ({ looksLike }: RehearsalSettings): Record<string, string> => ({
  name: `${names[looksLike]}, rehearsed: its customers are scripted`,
})
