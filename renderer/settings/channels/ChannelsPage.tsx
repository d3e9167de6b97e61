// Channels: where customers write, how each is doing, and the one thing to do about one in trouble.
import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { Button } from '../../parts/Button.tsx'
import { ChannelMark } from '../../parts/ChannelMark.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { Gone } from '../list/Gone.tsx'
import { ListAndEditor } from '../list/ListAndEditor.tsx'
import { Listing } from '../list/Listing.tsx'
import { FacebookPane } from '../relay/FacebookPane.tsx'
import { facebookHash } from '../relay/facebook-hash.ts'
import { RelayPane } from '../relay/RelayPane.tsx'
import { RelayStrip } from '../relay/RelayStrip.tsx'
import { useSetup } from '../setup.ts'
import { ChannelEditor } from './ChannelEditor.tsx'
import classes from './Channels.module.css'
import { ChannelTable } from './ChannelTable.tsx'
import { addable } from './channel-form.ts'
import { Quarantine } from './Quarantine.tsx'

export const ChannelsPage = ({ id }: { readonly id: string | null }) => {
  const channels = useSetup(setup => setup.channels)
  const unread = useSetup(setup => setup.quarantine.length)
  return (
    <ListAndEditor
      list={
        <Listing
          title={t('settings.page.channels')}
          intro={t('settings.channels.intro')}
          add={<AddChannel />}
          foot={
            unread === 0 ? null : (
              <a
                className={classes.unread}
                href={hashOf('channels', 'quarantine')}
                onClick={event => {
                  event.preventDefault()
                  goTo(hashOf('channels', 'quarantine'))
                }}
              >
                {t('settings.channels.quarantine.link', { count: unread })}
              </a>
            )
          }
        >
          <RelayStrip isOpen={id === 'relay'} />
          {channels.length === 0 ? (
            <Empty title={t('settings.channels.empty')} />
          ) : (
            <ChannelTable channels={channels} openId={id} />
          )}
        </Listing>
      }
      editor={id === null ? null : <OpenChannel id={id} />}
    />
  )
}

const OpenChannel = ({ id }: { readonly id: string }) => {
  const channel = useSetup(setup => setup.channels.find(one => one.id === id))
  if (id === 'quarantine') return <Quarantine />
  if (id === 'relay') return <RelayPane />
  if (id === 'facebook-login') return <FacebookPane />
  const kind = addable.find(one => id === `new-${one}`)
  if (kind !== undefined) return <ChannelEditor key={id} kind={kind} channel={null} />
  if (channel === undefined) return <Gone back={hashOf('channels')} />
  return <ChannelEditor key={id} kind={channel.kind} channel={channel} />
}

const AddChannel = () => (
  <Menu position="bottom-end">
    <Menu.Target>
      <Button weight="accent">
        {t('settings.channels.add')}
        <IconChevronDown size={14} aria-hidden />
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      {addable.map(kind => (
        <Menu.Item
          key={kind}
          leftSection={<ChannelMark kind={kind} />}
          onClick={() => goTo(kind === 'facebook' ? facebookHash : hashOf('channels', `new-${kind}`))}
        >
          {t(`settings.channels.kind.${kind}`)}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
)
