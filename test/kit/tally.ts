// Counts what a test run came to: a suite that could not even be read counts as a failure, and so does a run without tests.

/** What Vitest's JSON reporter writes, as much of it as we read. */
export interface Report {
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** `report`: null when there is none, because the run crashed. `exitCode`: of Vitest; null when it was killed. */
export const tallyOf = (report: Report | null, exitCode: number | null): Tally => {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 }
  const tests = report.testResults.flatMap(suite => suite.assertionResults)
  const passed = tests.filter(test => test.status === 'passed').length
  const broken = tests.filter(test => test.status === 'failed').length
  const crashed = report.testResults.filter(
    suite => suite.status === 'failed' && suite.assertionResults.every(test => test.status !== 'failed'),
  ).length
  const failed = broken + crashed
  // Vitest may fail for errors outside of all tests, and it may be content with nothing at all.
  const isAmiss = failed === 0 && (exitCode !== 0 || passed === 0)
  return { passed, failed: isAmiss ? 1 : failed, skipped: tests.length - passed - broken }
}

export const sumOf = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((sum, one) => sum + one.passed, 0),
  failed: tallies.reduce((sum, one) => sum + one.failed, 0),
  skipped: tallies.reduce((sum, one) => sum + one.skipped, 0),
})
