// Asked when somebody leaves a form with changes that are not saved.
import { t } from '../../words/words.ts'
import { Confirm } from './Confirm.tsx'
import { leave, stay, useLeaving } from './leaving.ts'

export const LeaveDialog = () => {
  const isAsked = useLeaving(({ onward }) => onward !== null)
  return (
    <Confirm
      opened={isAsked}
      title={t('settings.leave.title')}
      yes={t('settings.leave.leave')}
      no={t('settings.leave.stay')}
      onYes={leave}
      onNo={stay}
    >
      {t('settings.leave.body')}
    </Confirm>
  )
}
