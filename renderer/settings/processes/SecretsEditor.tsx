// The secrets that HTTP requests can send, each to one host only: added, replaced, forgotten, never shown.
import { PasswordInput, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { ProcessSecretView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { now } from '../../stores/clock.ts'
import { ask } from '../../stores/door.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { checkText, wrongOnly } from '../form/check.ts'
import { EditorFrame } from '../form/EditorFrame.tsx'
import { useEditor } from '../form/use-editor.ts'
import { Confirm } from '../frame/Confirm.tsx'
import { goOn, goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { reload, useSetup } from '../setup.ts'
import classes from './Processes.module.css'

interface SecretForm {
  readonly name: string
  readonly host: string
  readonly value: string
}

/** `name`: the one that is replaced; null: a new one. */
export const SecretsEditor = ({ name }: { readonly name: string | null }) => {
  const secrets = useSetup(setup => setup.secrets)
  const [leaving, setLeaving] = useState<string | null>(null)
  const kept = secrets.find(secret => secret.name === name) ?? null
  const editor = useEditor<SecretForm>({
    stored: { name: kept?.name ?? '', host: kept?.host ?? '', value: '' },
    check: form =>
      wrongOnly<SecretForm>({
        name: /^[A-Za-z][A-Za-z0-9_]{0,49}$/.test(form.name.trim()) ? null : t('process.secrets.nameWrong'),
        host: checkText(form.host, 253),
        value: form.value === '' && kept?.host !== form.host.trim().toLowerCase() ? t('settings.required') : null,
      }),
    save: async form => {
      await ask().processes.setSecret({ name: form.name.trim(), host: form.host.trim(), value: form.value })
      await reload('secrets')
      say(t('process.secrets.saved', { name: form.name.trim() }))
      goOn(hashOf('processes', 'secrets'))
    },
  })
  const { form } = editor
  const remove = async (gone: string) => {
    try {
      await ask().processes.removeSecret({ name: gone })
      await reload('secrets')
      say(t('process.secrets.removed', { name: gone }))
      if (gone === name) goOn(hashOf('processes', 'secrets'))
    } catch (error) {
      sayRefusal(error)
    }
  }
  return (
    <>
      <EditorFrame
        editor={editor}
        title={kept === null ? t('process.secrets.title') : t('process.secrets.replace', { name: kept.name })}
        subtitle={t('process.secrets.help')}
        back={hashOf('processes')}
        isNew={kept === null}
      >
        {secrets.length === 0 ? null : (
          <ul className={classes.secrets}>
            {secrets.map(secret => (
              <SecretRow key={secret.name} secret={secret} onRemove={() => setLeaving(secret.name)} />
            ))}
          </ul>
        )}
        <TextInput
          label={t('process.secrets.name')}
          description={t('process.secrets.nameHelp')}
          required
          autoComplete="off"
          disabled={kept !== null}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('process.secrets.host')}
          description={t('process.secrets.hostHelp')}
          placeholder="shop.example"
          required
          autoComplete="off"
          {...form.getInputProps('host')}
        />
        <PasswordInput
          label={t('process.secrets.value')}
          description={kept === null ? undefined : t('process.secrets.valueKept')}
          required={kept === null}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          {...form.getInputProps('value')}
        />
      </EditorFrame>
      <Confirm
        opened={leaving !== null}
        title={t('process.secrets.removeTitle', { name: leaving ?? '' })}
        yes={t('process.secrets.remove')}
        weight="danger"
        onNo={() => setLeaving(null)}
        onYes={() => {
          const gone = leaving
          setLeaving(null)
          if (gone !== null) void remove(gone)
        }}
      >
        {t('process.secrets.removeBody')}
      </Confirm>
    </>
  )
}

interface SecretRowProps {
  readonly secret: ProcessSecretView
  readonly onRemove: () => void
}

const SecretRow = ({ secret, onRemove }: SecretRowProps) => {
  const { name, host, changedAt, changedByName } = secret
  return (
    <li>
      <span className={classes.secret}>
        {name}
        <small>
          {host} · {whenOf(changedAt, now())} · {changedByName ?? t('process.byParley')}
        </small>
      </span>
      <Button
        small
        aria-label={t('process.secrets.replace', { name })}
        onClick={() => goTo(hashOf('processes', `secrets/${name}`))}
      >
        {t('process.secrets.replaceShort')}
      </Button>
      <IconButton name={t('process.secrets.removeOf', { name })} onClick={onRemove}>
        <IconTrash size={16} />
      </IconButton>
    </li>
  )
}
