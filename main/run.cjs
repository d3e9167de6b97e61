// What every npm script begins with: says in words when Node is too old, builds what is stale, then runs what was asked for.
// `node main/run.cjs hub ...` | `relay ...` | `start ...` | `everything` builds all anew | nothing: builds what is stale.
// Plain JavaScript that old versions of Node can read, or they could not say so.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 14)) {
  process.stderr.write(
    `Parley needs Node 22.14 or newer, and this is Node ${process.versions.node}. Install a newer one from nodejs.org.\n`,
  )
  process.exit(2)
}

const path = require('node:path')
const root = path.join(__dirname, '..')
const out = path.join(root, 'out')
const [what = '', ...rest] = process.argv.slice(2)
const builder = path.join(out, '.built', 'build.cjs')

// The build is TypeScript too, and not every Node that can run Parley can read that.
require('esbuild').buildSync({
  entryPoints: [path.join(__dirname, 'build.ts')],
  outfile: builder,
  bundle: true,
  platform: 'node',
  packages: 'external',
  logLevel: 'error',
})
const { build } = require(builder)

build(root, what)
  .then(() => {
    if (!['hub', 'relay', 'start'].includes(what)) return
    if (process.env.npm_lifecycle_event !== undefined) stopWithShell()
    process.argv = [process.argv[0], path.join(out, `${what}.cjs`), ...rest]
    require(process.argv[1])
  })
  .catch(error => {
    process.stderr.write(`The build failed. ${error.message}\n`)
    process.exitCode = 1
  })

// npm hands a signal to the shell between us, and some shells die of it without handing it on.
function stopWithShell() {
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 200)
  watch.unref()
}
