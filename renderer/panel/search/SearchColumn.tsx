// Search in the place of the list: as you type, newest first; a hit opens at its place and the results stay.
import { TextInput } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconArrowLeft, IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { goTo } from '../../stores/place.ts'
import { isIdle, searchAgain, searchFor, useSearch } from '../../stores/search.ts'
import { t } from '../../words/words.ts'
import { Filters } from './Filters.tsx'
import { Hits } from './Hits.tsx'
import classes from './SearchColumn.module.css'

export const SearchColumn = () => {
  const { filters, hits, contacts, shownFor, failed, busy } = useSearch()
  const [filtersShown, setFiltersShown] = useState(!isIdle({ ...filters, text: '' }))
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
    // The palette hands over what was typed there.
    const take = (event: Event) => {
      if (event instanceof CustomEvent && typeof event.detail === 'string') searchFor({ text: event.detail })
    }
    window.addEventListener('parley-search', take)
    return () => window.removeEventListener('parley-search', take)
  }, [])
  const nothing = shownFor !== null && hits.length === 0 && contacts.length === 0
  return (
    <>
      <div className={classes.top}>
        <IconButton name={t('search.back')} onClick={() => goTo({ column: 'chats' })}>
          <IconArrowLeft size={18} className="mirrored" />
        </IconButton>
        <TextInput
          ref={field}
          data-search
          type="search"
          size="xs"
          className={classes.field ?? ''}
          leftSection={<IconSearch size={15} aria-hidden />}
          placeholder={t('search.placeholder')}
          aria-label={t('search.placeholder')}
          value={filters.text}
          onChange={event => searchFor({ text: event.currentTarget.value })}
          onKeyDown={event => {
            if (event.key === 'ArrowDown') {
              event.preventDefault()
              document.querySelector<HTMLElement>('[data-hit]')?.focus()
            } else if (event.key === 'Escape') {
              event.preventDefault()
              if (filters.text === '') goTo({ column: 'chats' })
              else searchFor({ text: '' })
            }
          }}
          rightSection={
            filters.text === '' ? null : (
              <IconButton name={t('search.clear')} onClick={() => searchFor({ text: '' })}>
                <IconX size={14} />
              </IconButton>
            )
          }
        />
        <IconButton
          name={t('search.filters')}
          aria-expanded={filtersShown}
          pressed={filtersShown}
          onClick={() => setFiltersShown(!filtersShown)}
        >
          <IconAdjustmentsHorizontal size={18} />
        </IconButton>
      </div>
      {filtersShown ? <Filters /> : null}
      {failed !== null && !busy ? (
        <Empty title={failed.kind === 'refused' ? failed.sentence : t('connection.noAnswer')}>
          <Button onClick={searchAgain}>{t('trouble.retry')}</Button>
        </Empty>
      ) : shownFor === null ? (
        <Empty title={t('search.idle')}>{t('search.idleHint')}</Empty>
      ) : nothing ? (
        <Empty title={t('search.none')}>{t('search.noneHint')}</Empty>
      ) : (
        <Hits />
      )}
    </>
  )
}
