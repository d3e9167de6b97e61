// The mark of an agent that is a program, beside its name.
import { IconRobot } from '@tabler/icons-react'
import { t } from '../words/words.ts'
import classes from './BotMark.module.css'

export const BotMark = () => (
  <span className={classes.mark}>
    <IconRobot size={12} aria-hidden /> {t('bot.mark')}
  </span>
)
