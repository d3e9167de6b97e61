// The "Test" of a channel: asks the network who is there and who else listens, and says in words what it found.
import type { Connector, Rival } from '../channels/channel.ts'
import { isRefusal } from '../domain/refusal.ts'
import type { Channel, Reads } from '../storage/store.ts'
import { twinOf } from './channel-check.ts'
import type { ChannelRunner } from './channel-runner.ts'
import { type ChannelSecrets, type ChannelSettings, withStoredSecrets } from './channel-secrets.ts'
import type { ChannelTest } from './verbs.ts'
import { webhookUrlOf } from './webhooks.ts'

/** Longer than any network needs, shorter than a person's patience. */
const patienceMs = 15_000

export const testChannel = async (
  parts: { readonly reads: Reads; readonly secrets: ChannelSecrets; readonly runner: ChannelRunner },
  connector: Connector,
  stored: Channel | null,
  given: ChannelSettings,
  customerRoot: string | null,
): Promise<ChannelTest> => {
  const { reads, secrets, runner } = parts
  const own = stored === null ? {} : secrets.of(stored)
  const open = stored?.settings ?? {}
  const wanted = withStoredSecrets(connector, { settings: open, secrets: own }, { ...open, ...given })
  if (isRefusal(wanted)) return wrong(wanted.sentence)
  const settings = connector.parseSettings(wanted)
  if (isRefusal(settings)) return wrong(settings.sentence)
  const signal = AbortSignal.timeout(patienceMs)
  const webhookUrl = stored === null ? null : await webhookUrlOf(reads, { ...stored, settings: wanted })
  const found = await connector.register(settings, signal, webhookUrl)
  if (isRefusal(found)) return wrong(found.sentence)
  const { profile, rival = null } = found
  if (found.warning !== undefined) return { ok: false, sentence: found.warning, profile, rival }
  const twin = await twinOf(reads, secrets, connector, wanted, stored?.id ?? null)
  if (twin !== null)
    return wrong(`The channel ${twin.name} uses the same one. It can serve one place only.`, { profile })
  // Our own line would be taken for somebody else's, so it is asked how it is instead.
  const isOurs = stored?.active === true && connector.secretFields.every(field => own[field] === wanted[field])
  if (isOurs) {
    const health = runner.healthOf(stored)
    if (health.state === 'needsAttention') return wrong(`${health.reason} ${health.remedy}`, { profile })
  } else if ((await connector.listensElsewhere?.(settings, signal)) === true) {
    return wrong(
      'Another program receives for it at this moment, and would take a part of the messages. Stop that program, or make a bot of its own for Parley.',
      { profile, rival: { kind: 'poller' } },
    )
  }
  if (connector.kind === 'web' && stored?.active === true && customerRoot !== null)
    return askPage(`${customerRoot}/chat?channel=${encodeURIComponent(stored.id)}`, signal)
  const sentence = [fineWords(profile), found.advice].filter(Boolean).join(' ')
  return { ok: true, sentence, profile, rival: null }
}

/** The network of a website is ours: what can be wrong is the way to it. */
const askPage = async (page: string, signal: AbortSignal): Promise<ChannelTest> => {
  const status = await fetch(page, { signal }).then(
    answer => answer.status,
    () => null,
  )
  const remedy = 'Check the Website URL in the system settings.'
  if (status === null) return wrong(`Nothing answers at ${page} from this machine. ${remedy}`)
  if (status !== 200) return wrong(`${page} answers with ${status} instead of the chat. ${remedy}`)
  return { ok: true, sentence: `It works: the chat answers at ${page}`, profile: {}, rival: null }
}

const wrong = (
  sentence: string,
  more: { readonly profile?: Readonly<Record<string, string>>; readonly rival?: Rival } = {},
): ChannelTest => ({ ok: false, sentence, profile: {}, rival: null, ...more })

const fineWords = ({ name, username }: Readonly<Record<string, string>>): string => {
  const known = [name, username].filter(word => word !== undefined)
  return known.length === 0 ? 'The settings are right.' : `It works: the network knows it as ${known.join(', ')}.`
}
