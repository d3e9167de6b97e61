// The canned replies that fit what was typed after "//", above the composer.
import { t } from '../../words/words.ts'
import classes from './CannedMenu.module.css'
import type { Canned } from './use-canned.ts'

export const CannedMenu = ({ canned }: { readonly canned: Canned }) => (
  <div
    id={canned.listId}
    role="listbox"
    tabIndex={-1}
    aria-label={t('canned.name')}
    className={classes.menu}
    hidden={!canned.opened}
  >
    {canned.opened && canned.replies.length === 0 ? <p className={classes.none}>{t('canned.none')}</p> : null}
    {canned.opened
      ? canned.replies.map((reply, i) => (
          <div
            key={reply.id}
            id={`${canned.listId}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === canned.at}
            className={classes.reply}
            onMouseDown={event => event.preventDefault()}
            onClick={() => canned.pick(reply)}
            onKeyDown={event => canned.onKeyDown(event)}
          >
            <b dir="auto">{reply.name}</b>
            <span dir="auto">{reply.text}</span>
          </div>
        ))
      : null}
  </div>
)
