// How the fields of the settings differ from the panel's: what a field means stands under it, after what is wrong with it.
import { Input, MultiSelect, Radio, Switch } from '@mantine/core'
import classes from './theme.module.css'

export const settingsTheme = {
  components: {
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] },
      classNames: { label: classes.label ?? '', description: classes.description ?? '', error: classes.error ?? '' },
    }),
    Input: Input.extend({ vars: () => ({ wrapper: { '--input-height': '32px', '--input-padding': '10px' } }) }),
    MultiSelect: MultiSelect.extend({ classNames: { inputField: classes.bare ?? '' } }),
    Radio: Radio.extend({
      classNames: { label: classes.choice ?? '', description: classes.description ?? '', error: classes.error ?? '' },
    }),
    Switch: Switch.extend({
      classNames: { label: classes.choice ?? '', description: classes.description ?? '', error: classes.error ?? '' },
    }),
  },
}
