// Where the relay begins: says in words when Node is too old, before anything is loaded that would crash there without any.
import { tooOldNode } from '../machine/node-version.ts'

const sentence = tooOldNode(process.versions.node)
if (sentence === null) void import('./serve.ts').then(({ serve }) => serve(process.argv.slice(2)))
else {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 2
}
