// A one-time link, this once: to copy and to send.
import { useEffect, useRef } from 'react'
import type { InviteLink } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { useCopied } from '../../parts/copied.ts'
import once from '../../parts/ToldOnce.module.css'
import { useSession } from '../../stores/session.ts'
import { sayTrouble } from '../../stores/toasts.ts'
import { soonOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { isThisMachineOnly } from '../channels/embed.ts'
import { Notice } from '../frame/Notice.tsx'
import { useSetup } from '../setup.ts'
import { linkPath, linkRoot } from './one-time-links.ts'

export const OneTimeLink = ({ link, name }: { readonly link: InviteLink; readonly name: string }) => {
  const siteUrl = useSetup(setup => setup.system?.SiteUrl ?? '')
  const host = useSession(session => session.info?.host ?? 'desktop')
  const [isCopied, copy] = useCopied(() => sayTrouble(t('settings.access.notCopied')))
  const root = linkRoot(siteUrl, host, window.location.href)
  const url = `${root ?? ''}${linkPath(link.token)}`
  const box = useRef<HTMLDivElement>(null)
  // It is shown this once, so it must be seen.
  useEffect(() => {
    if (link.token !== '') box.current?.scrollIntoView({ block: 'center' })
  }, [link.token])
  return (
    <div ref={box} className={once.box} role="status">
      <strong>{t('settings.access.link')}</strong>
      <code className={once.text} dir="ltr" data-one-time-link>
        {url}
      </code>
      <p>{t('settings.access.linkOnce', { name, until: soonOf(link.expiresAt, Date.now()) })}</p>
      <div>
        <Button weight="accent" onClick={() => copy(url)}>
          <span aria-live="polite">{t(isCopied ? 'settings.access.copied' : 'settings.access.copy')}</span>
        </Button>
      </div>
      {root === null ? (
        <Notice tone="warn" quiet>
          {t('settings.access.linkNowhere')}
        </Notice>
      ) : isThisMachineOnly(root) ? (
        <Notice tone="info" quiet>
          {t('settings.access.linkHere')}
        </Notice>
      ) : null}
    </div>
  )
}
