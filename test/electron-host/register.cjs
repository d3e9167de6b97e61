// `node -r register.cjs main.cjs`: runs a main process as it is and answers its `electron` with the test host.
'use strict'

const Module = require('node:module')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

const host = path.join(__dirname, 'electron.ts')
const names = new Set(['electron', 'electron/main', 'electron/common'])

const load = Module._load
Module._load = function (request, ...rest) {
  return names.has(request) ? load.call(this, host, ...rest).default : load.call(this, request, ...rest)
}

// For a main process of ES modules. Node has had this since 22.15.
Module.registerHooks?.({
  resolve: (specifier, context, next) =>
    names.has(specifier) ? { url: pathToFileURL(host).href, shortCircuit: true } : next(specifier, context),
})
