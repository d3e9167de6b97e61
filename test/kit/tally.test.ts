// The last line of `npm test` can be believed: whatever goes wrong shows in it.
import { expect, test } from 'vitest'
import { type Report, sumOf, tallyOf } from './tally.ts'

const aSuite = (status: string, ...tests: string[]): Report['testResults'][number] => ({
  status,
  assertionResults: tests.map(test => ({ status: test })),
})

test('counts tests', () => {
  const report = {
    testResults: [aSuite('passed', 'passed', 'passed', 'pending'), aSuite('failed', 'passed', 'failed')],
  }
  expect(tallyOf(report, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 })
})

test('a suite that crashed before its tests is a failure', () => {
  const report = { testResults: [aSuite('passed', 'passed'), aSuite('failed'), aSuite('failed', 'pending')] }
  expect(tallyOf(report, 1)).toEqual({ passed: 1, failed: 2, skipped: 1 })
})

test('a run without a report is a failure', () => {
  expect(tallyOf(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a run without tests is a failure', () => {
  expect(tallyOf({ testResults: [] }, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a run that fails although every test passed is a failure', () => {
  for (const exitCode of [1, null])
    expect(tallyOf({ testResults: [aSuite('passed', 'passed')] }, exitCode)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    })
})

test('a run that is fine is fine, and sums add up', () => {
  const fine = tallyOf({ testResults: [aSuite('passed', 'passed')] }, 0)
  expect(fine).toEqual({ passed: 1, failed: 0, skipped: 0 })
  expect(sumOf([fine, tallyOf(null, 1), fine])).toEqual({ passed: 2, failed: 1, skipped: 0 })
})
