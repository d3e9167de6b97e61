// The pages that this agent may open. What they may not open is not offered.
import {
  IconAddressBook,
  IconAdjustments,
  IconArrowsExchange,
  IconBolt,
  IconHistory,
  IconInbox,
  IconMessage2Bolt,
  IconPlugConnected,
  IconRoute,
  IconShieldCheck,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { t } from '../words/words.ts'
import { goTo } from './frame/leaving.ts'
import { hashOf, type Page } from './frame/route.ts'
import classes from './SettingsWindow.module.css'
import { useSetup } from './setup.ts'

const signs = {
  queues: IconInbox,
  channels: IconPlugConnected,
  agents: IconUsers,
  roles: IconShieldCheck,
  replies: IconMessage2Bolt,
  processes: IconRoute,
  actions: IconBolt,
  webhooks: IconWebhook,
  contacts: IconAddressBook,
  system: IconAdjustments,
  setup: IconArrowsExchange,
  audit: IconHistory,
} as const satisfies Record<Page, unknown>

export const PageLinks = ({ pages, current }: { readonly pages: readonly Page[]; readonly current: Page | null }) => {
  const links = useRef<HTMLUListElement>(null)
  // In the narrow window they are a row that scrolls.
  useEffect(() => {
    if (current !== null)
      links.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])
  const troubled = useSetup(({ channels }) => channels.filter(({ health }) => health.state === 'needsAttention').length)
  return (
    <ul ref={links} className={classes.pages}>
      {pages.map(page => {
        const Sign = signs[page]
        return (
          <li key={page}>
            <a
              href={hashOf(page)}
              className={classes.link}
              aria-label={nameOf(page, page === 'channels' ? troubled : 0)}
              {...(page === current ? { 'aria-current': 'page' as const } : {})}
              onClick={event => {
                event.preventDefault()
                goTo(hashOf(page))
              }}
            >
              <Sign size={18} stroke={1.7} aria-hidden />
              <span className={classes.long}>{t(`settings.page.${page}`)}</span>
              <span className={classes.short}>{t(`settings.pageShort.${page}`)}</span>
              {page === 'channels' && troubled > 0 ? <span className={classes.mark} /> : null}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

const nameOf = (page: Page, troubled: number): string =>
  troubled === 0 ? t(`settings.page.${page}`) : t('settings.channels.troubled', { count: troubled })
