// How a relay is, as its health door tells programs.
import type { Figures } from '../../../main/relay/health/figures.ts'

export const healthOf = async (url: string): Promise<Figures> => {
  const response = await fetch(`${url}/health`, { headers: { accept: 'application/json' } })
  return (await response.json()) as Figures
}
