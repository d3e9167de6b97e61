// The picture of a bot as its network has it; nothing where there is none.
import { t } from '../../words/words.ts'

export interface PictureProps {
  readonly profile: Readonly<Record<string, string>>
  readonly className: string | undefined
}

export const Picture = ({ profile, className }: PictureProps) => {
  const { picture, name } = profile
  if (picture === undefined || !/^data:image\/(png|jpeg);base64,/.test(picture)) return null
  return <img src={picture} alt={t('settings.channels.picture', { name: name ?? '' })} className={className} />
}
