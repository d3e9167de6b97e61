// One Vitest for everything: quick suites in threads, end-to-end suites two files at a time.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
// Of two cores Vitest would use one.
const quick = { maxWorkers: 2, testTimeout: 60_000, hookTimeout: 60_000 }
/** The renderer's stores are one each per window, and so per file; processes share a thread that ends with the file; one stands for Electron. */
const apart = [
  'test/renderer/**/*.test.{ts,tsx}',
  'test/processes/**/*.test.ts',
  'test/services/desktop-notifications.test.ts',
]

export default defineConfig({
  root,
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...quick,
          name: 'quick',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/electron-host/**', 'test/bench/**', ...apart],
          // Our modules keep nothing outside what a test makes itself: loading them once per worker saves a third of the work.
          isolate: false,
        },
      },
      { extends: true, test: { ...quick, name: 'apart', include: apart } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/electron-host/**/*.test.ts'],
          pool: 'forks',
          // They wait more than they work.
          maxWorkers: 2,
          // Real programs on busy machines: a second try, which the report counts as such, before a suite is called broken.
          retry: 1,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
