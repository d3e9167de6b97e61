// `npm test` begins here: says in words when Node is too old for the tests, which are TypeScript that Node reads as it is.
// Plain JavaScript that old versions of Node can read, or they could not say so.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `The tests need Node 22.18 or newer, and this is Node ${process.versions.node}. Install a newer one from nodejs.org.\n`,
  )
  process.exit(2)
}

import('./run.ts')
