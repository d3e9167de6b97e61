// Above the list: my presence, and the way to search.
import { IconSearch } from '@tabler/icons-react'
import { goTo } from '../stores/place.ts'
import { t } from '../words/words.ts'
import { PresencePill } from './PresencePill.tsx'
import classes from './TopBar.module.css'

export const TopBar = () => (
  <div className={classes.top}>
    <PresencePill />
    <button type="button" className={classes.search} onClick={() => goTo({ column: 'search', caseId: null })}>
      <IconSearch size={15} aria-hidden />
      <span>{t('search.open')}</span>
      <kbd aria-hidden>/</kbd>
    </button>
  </div>
)
