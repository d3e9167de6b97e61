// The figures in Prometheus' text format (version 0.0.4), for whoever watches the relay.
import type { Calls } from './calls.ts'
import type { DeskFigures, Figures } from './figures.ts'

export const metricsOf = (figures: Figures, calls: Calls): string => {
  const byDesk = (of: (desk: DeskFigures) => number) =>
    figures.desks.map((desk, index) => sample({ desk: desk.name, number: String(index + 1) }, of(desk)))
  const { within, total, seconds } = calls.times
  const metrics: readonly (readonly [name: string, type: string, help: string, samples: readonly string[]])[] = [
    ['connected', 'gauge', 'Whether the workstation has its line open.', byDesk(one => (one.connected ? 1 : 0))],
    ['waiting', 'gauge', 'Calls that wait for the workstation.', byDesk(one => one.waiting)],
    ['oldest_seconds', 'gauge', 'Age of the oldest call that waits.', byDesk(one => one.oldestAgeSeconds ?? 0)],
    ['refused', 'gauge', 'Calls that the workstation refused, kept apart.', byDesk(one => one.refused)],
    ['delivered_total', 'counter', 'Calls that the workstation has on disk.', byDesk(one => one.delivered)],
    ['expired_total', 'counter', 'Calls that nobody fetched in time.', byDesk(one => one.expired)],
    ['unclaimed', 'gauge', 'Genuine calls that no workstation is for.', [sample({}, figures.unclaimed)]],
    ['disk_used_bytes', 'gauge', 'What is kept.', [sample({}, figures.disk.usedBytes)]],
    ['disk_limit_bytes', 'gauge', 'What may be kept.', [sample({}, figures.disk.limitBytes)]],
    ['alarm', 'gauge', 'Whether the operator must do something.', [sample({}, figures.alarm === null ? 0 : 1)]],
    [
      'calls_total',
      'counter',
      'Calls of networks since the start, by answer.',
      calls.counts.map(({ kind, status, count }) => sample({ kind, status: String(status) }, count)),
    ],
    [
      'answer_seconds',
      'histogram',
      'How long networks waited for an answer.',
      [
        ...within.map(({ le, count }) => sample({ le: String(le) }, count, '_bucket')),
        sample({ le: '+Inf' }, total, '_bucket'),
        sample({}, seconds, '_sum'),
        sample({}, total, '_count'),
      ],
    ],
  ]
  return metrics
    .map(([name, type, help, samples]) => {
      const full = `parley_relay_${name}`
      return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...samples.map(one => full + one), ''].join('\n')
    })
    .join('')
}

const sample = (labels: Readonly<Record<string, string>>, value: number, suffix = ''): string => {
  const pairs = Object.entries(labels).map(([name, text]) => `${name}="${escaped(text)}"`)
  return `${suffix}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
