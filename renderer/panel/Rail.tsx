// The rail: where one can go, and who I am.

import { spotlight } from '@mantine/spotlight'
import { IconBriefcase, IconCommand, IconMessageCircle, IconSearch, IconSettings } from '@tabler/icons-react'
import { IconButton } from '../parts/IconButton.tsx'
import { useCases } from '../stores/cases.ts'
import { unreadOf } from '../stores/chat-lists.ts'
import { useChats } from '../stores/chats.ts'
import { goTo, usePlace } from '../stores/place.ts'
import { myId, useMay } from '../stores/session.ts'
import { numberOf } from '../words/formats.ts'
import { t } from '../words/words.ts'
import { MeMenu } from './MeMenu.tsx'
import { openSettings } from './open-settings.ts'
import classes from './Rail.module.css'

export const Rail = () => {
  const column = usePlace(place => place.column)
  const count = useChats(chats => unreadOf(chats.lists.active, myId()) + chats.lists.fresh.length)
  const mineOpen = useCases(cases => cases.mineOpen)
  const manages = useMay('CanManageChats')
  return (
    <nav className={classes.rail} aria-label={t('rail.name')}>
      <IconButton
        large
        name={count === 0 ? t('rail.chats') : t('rail.chatsWith', { count: numberOf(count) })}
        aria-current={column === 'chats' ? 'page' : undefined}
        onClick={() => goTo({ column: 'chats', caseId: null })}
      >
        <IconMessageCircle size={20} stroke={1.7} />
        {count === 0 ? null : (
          <b className={classes.count} aria-hidden>
            {count > 99 ? '99+' : numberOf(count)}
          </b>
        )}
      </IconButton>
      <IconButton
        large
        name={mineOpen === 0 ? t('rail.cases') : t('rail.casesWith', { count: mineOpen })}
        keys="G"
        aria-current={column === 'cases' ? 'page' : undefined}
        onClick={() => goTo({ column: 'cases' })}
      >
        <IconBriefcase size={20} stroke={1.7} />
        {mineOpen === 0 ? null : (
          <b className={classes.mine} aria-hidden>
            {mineOpen > 99 ? '99+' : numberOf(mineOpen)}
          </b>
        )}
      </IconButton>
      <IconButton
        large
        name={t('rail.search')}
        keys="/"
        aria-current={column === 'search' ? 'page' : undefined}
        onClick={() => goTo({ column: 'search', caseId: null })}
      >
        <IconSearch size={20} stroke={1.7} />
      </IconButton>
      <IconButton large name={t('rail.palette')} keys="Ctrl K" onClick={() => spotlight.open()}>
        <IconCommand size={20} stroke={1.7} />
      </IconButton>
      {manages ? (
        <IconButton large name={t('rail.settings')} onClick={openSettings}>
          <IconSettings size={20} stroke={1.7} />
        </IconButton>
      ) : null}
      <MeMenu />
    </nav>
  )
}
