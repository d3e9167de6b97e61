// app.commandLine: switches for Chromium. Those appended while the main script runs reach it, as in Electron.
import type { CommandLine } from 'electron'
import { loud } from '../loud.ts'

const switches = new Map<string, string>()

export const commandLine = loud('commandLine', {
  appendSwitch(name: string, value = '') {
    switches.set(name, value)
  },
  hasSwitch: (name: string) => switches.has(name),
  getSwitchValue: (name: string) => switches.get(name) ?? '',
  removeSwitch(name: string) {
    switches.delete(name)
  },
} satisfies Pick<CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch'>)

export function appendedSwitches(): string[] {
  return [...switches].map(([name, value]) => (value ? `--${name}=${value}` : `--${name}`))
}
