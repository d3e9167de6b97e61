// Numbers of a bench and how they are told: percentiles, rows of the table, the bar each is held to.
export interface Row {
  readonly what: string
  /** Ours, with its unit. */
  readonly ours: number
  readonly baseline: number
  readonly unit: string
  /** ours / baseline. */
  readonly ratio: number
  /** The bar in words, and whether this run cleared it. */
  readonly bar: string
  readonly cleared: boolean
  readonly note?: string
}

export const percentile = (values: readonly number[], p: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN
}

export const row = (
  what: string,
  ours: number,
  baseline: number,
  unit: string,
  bar: string,
  cleared: (ours: number, ratio: number) => boolean,
  note?: string,
): Row => {
  const ratio = ours / baseline
  return {
    what,
    ours,
    baseline,
    unit,
    ratio,
    bar,
    cleared: cleared(ours, ratio),
    ...(note === undefined ? {} : { note }),
  }
}

const short = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3))

export const table = (rows: readonly Row[]): string => {
  const head = ['what', 'ours', 'baseline', 'ratio', 'bar', '']
  const body = rows.map(one => [
    one.what,
    `${short(one.ours)} ${one.unit}`,
    `${short(one.baseline)} ${one.unit}`,
    one.ratio.toFixed(2),
    one.bar,
    one.cleared ? 'ok' : 'UNDER THE BAR',
  ])
  const widths = head.map((_, i) => Math.max(...[head, ...body].map(cells => (cells[i] ?? '').length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...body.map(line)].join('\n')
}
