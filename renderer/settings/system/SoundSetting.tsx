// The notification sound: what is in force or chosen, with clear, choose and play. Saved with the other settings.
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { SettingsView } from '../../../preload/views.ts'
import ownSound from '../../look/sounds/ring.wav'
import { Button } from '../../parts/Button.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { t } from '../../words/words.ts'
import { usePlayer } from './player.ts'
import classes from './System.module.css'
import { readSound, soundTypes } from './sound-file.ts'
import type { SoundChoice } from './system-form.ts'

export interface SoundSettingProps {
  readonly labelledBy: string
  readonly describedBy: string
  readonly stored: SettingsView['OmniChatNotificationSound']
  readonly value?: SoundChoice
  readonly onChange: (choice: SoundChoice) => void
  readonly error?: React.ReactNode
}

export const SoundSetting = ({
  labelledBy,
  describedBy,
  stored,
  value = 'stored',
  onChange,
  error,
}: SoundSettingProps) => {
  const chooser = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const player = usePlayer()
  const isOwn = value === 'own' || (value === 'stored' && stored === null)
  const name = typeof value === 'object' ? value.name : isOwn ? t('settings.system.sound.own') : (stored?.name ?? '')
  const isUnsaved = value !== 'stored'

  const choose = async (file: File | undefined) => {
    if (file === undefined) return
    player.stop()
    const read = await readSound(file, player.decode)
    if ('sentence' in read) return setWrong(read.sentence)
    setWrong(null)
    onChange(read)
  }

  const play = async () => {
    setWrong(null)
    const isPlayed = await player.play(
      typeof value === 'object' ? value.bytes : isOwn ? ownSound : (stored?.url ?? ownSound),
    )
    if (!isPlayed) setWrong(t('settings.system.sound.notPlayed'))
  }

  const complaint = wrong ?? error
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and the caption stands beside it
    <div className={classes.sound} role="group" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      <div className={classes.file}>
        <IconButton
          name={t(player.isPlaying ? 'settings.system.sound.stop' : 'settings.system.sound.play')}
          onClick={() => (player.isPlaying ? player.stop() : void play())}
        >
          {player.isPlaying ? <IconPlayerStop size={16} /> : <IconPlayerPlay size={16} />}
        </IconButton>
        <span className={classes.fileName}>
          {name}
          {typeof value === 'object' ? (
            <small>
              {t('settings.system.sound.seconds', { seconds: value.seconds.toFixed(1) })}
              {' · '}
              {t('settings.system.sound.notSaved')}
            </small>
          ) : isUnsaved ? (
            <small>{t('settings.system.sound.notSaved')}</small>
          ) : null}
        </span>
      </div>
      <div className={classes.deeds}>
        <Button onClick={() => chooser.current?.click()}>{t('settings.system.sound.choose')}</Button>
        {isOwn ? null : (
          <Button
            weight="quiet"
            onClick={() => {
              player.stop()
              setWrong(null)
              onChange(stored === null ? 'stored' : 'own')
            }}
          >
            {t('settings.system.sound.clear')}
          </Button>
        )}
      </div>
      <input
        ref={chooser}
        type="file"
        hidden
        accept={soundTypes}
        data-sound-file
        aria-label={t('settings.system.sound.choose')}
        onChange={event => {
          void choose(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      {complaint ? (
        <div className={classes.wrong} role="alert">
          {complaint}
        </div>
      ) : null}
    </div>
  )
}
