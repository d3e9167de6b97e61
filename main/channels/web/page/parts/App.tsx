/** @jsxImportSource preact */
// The whole page: header, what is going on, the conversation, the composer.
import { useEffect, useState } from 'preact/hooks'
import type { Keeper } from '../keeper.ts'
import type { Picture } from '../picture.ts'
import type { Talk } from '../talk.ts'
import { words } from '../words/words.ts'
import { AboutYou } from './AboutYou.tsx'
import { Composer } from './Composer.tsx'
import { Header } from './Header.tsx'
import { Status } from './Status.tsx'
import { Timeline } from './Timeline.tsx'

interface Props {
  readonly talk: Talk
  readonly keeper: Keeper
  readonly title: string
  readonly isWidget: boolean
}

export const App = ({ talk, keeper, title, isWidget }: Props) => {
  const picture = usePicture(talk)
  const [isAboutOpen, setAboutOpen] = useState(false)
  const [isAsking, setAsking] = useState(!keeper.askedName)
  const [dropped, setDropped] = useState<readonly File[]>([])
  const [isDragging, setDragging] = useState(false)
  const { texts, conversation, profile } = picture
  const asksName = texts?.askName === 'optional'
  const mayAttach = (texts?.maxFileSize ?? 0) > 0
  const notNow = () => {
    keeper.askedName = true
    setAsking(false)
  }
  return (
    <main
      class="page"
      onDragOver={event => mayAttach && event.dataTransfer?.types.includes('Files') && setDragging(true)}
      onDragLeave={event => event.relatedTarget === null && setDragging(false)}
      onDrop={event => {
        setDragging(false)
        if (mayAttach) setDropped([...(event.dataTransfer?.files ?? [])])
      }}
    >
      <Header
        title={texts?.title ?? title}
        picture={picture}
        keeper={keeper}
        isWidget={isWidget}
        onAbout={asksName ? () => setAboutOpen(true) : null}
        onEnd={() => talk.end()}
      />
      <Status picture={picture} onStartAnew={() => talk.startAnew()} />
      <Timeline talk={talk} keeper={keeper} picture={picture} />
      {asksName && isAsking && !profile.email && !profile.name && (
        <p class="ask">
          <button type="button" class="link" onClick={() => setAboutOpen(true)}>
            {conversation.here ? words.tellUs : words.tellUsAway}
          </button>
          <button type="button" class="link quiet" onClick={notNow}>
            {words.notNow}
          </button>
        </p>
      )}
      <Composer
        talk={talk}
        keeper={keeper}
        texts={texts}
        dropped={dropped}
        isStopped={picture.connection === 'stopped'}
      />
      {isAboutOpen && (
        <AboutYou
          profile={profile}
          onClose={() => setAboutOpen(false)}
          onSave={told => {
            talk.introduce(told)
            notNow()
            setAboutOpen(false)
          }}
        />
      )}
      {isDragging && <div class="drop">{words.dropHere}</div>}
    </main>
  )
}

const usePicture = (talk: Talk): Picture => {
  const [picture, setPicture] = useState(talk.picture)
  useEffect(() => {
    setPicture(talk.picture)
    return talk.follow(() => setPicture(talk.picture))
  }, [talk])
  return picture
}
