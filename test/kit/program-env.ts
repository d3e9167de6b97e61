// The environment of a program under test: this process's, without what the test runner has put there. A program must not
// be able to tell that it is tested.

const ofTheRunner = /^(VITEST.*|NODE_ENV|NODE_OPTIONS|TEST|DEV|PROD|MODE|SSR|BASE_URL)$/

export function programEnv(): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => !ofTheRunner.test(name))
  return Object.fromEntries(own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}
