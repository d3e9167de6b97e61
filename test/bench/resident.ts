// How much memory a process has, and how much of a processor it has used, as the system sees it.
import { readFileSync } from 'node:fs'

/** MB. */
export const residentMb = (pid: number): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024
}

/** Ms of processor time since it began; other programs on the machine do not count in it. */
export const processorMs = (pid: number): number => {
  // The name, in brackets, may hold anything; what follows it is numbers. Source: proc_pid_stat(5), fields 14 and 15, in ticks.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  const ticksPerSecond = 100
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond
}
