// nativeTheme: what the desktop prefers, set by a test, and what the program asks for instead; pages see the outcome.
import type { NativeTheme } from 'electron'
import { HostEmitter, loud } from '../loud.ts'
import { openWindows } from '../windows/open-windows.ts'

class HostNativeTheme
  extends HostEmitter
  implements Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors'>
{
  shouldUseHighContrastColors = false
  #source: NativeTheme['themeSource'] = 'system'
  #isSystemDark = false

  constructor() {
    super('nativeTheme', { emitted: ['updated'] })
  }

  get themeSource(): NativeTheme['themeSource'] {
    return this.#source
  }

  set themeSource(source: NativeTheme['themeSource']) {
    this.#change(() => {
      this.#source = source
    })
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#isSystemDark : this.#source === 'dark'
  }

  /** For tests: the desktop turns dark, or light again. */
  set isSystemDark(isDark: boolean) {
    this.#change(() => {
      this.#isSystemDark = isDark
    })
  }

  #change(apply: () => void): void {
    const wasDark = this.shouldUseDarkColors
    apply()
    for (const window of openWindows()) window.themeChanged(this.shouldUseDarkColors)
    if (this.shouldUseDarkColors !== wasDark) this.emit('updated')
  }
}

export const nativeTheme = loud('nativeTheme', new HostNativeTheme())
