// One Vitest for everything: quick suites in threads, end-to-end suites two files at a time.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

export default defineConfig({
  root,
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/electron-host/**', 'test/bench/**'],
          // Of two cores Vitest would use one.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
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
