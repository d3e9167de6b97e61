// Builds the screen: plain files that the desktop serves over app:// and the hub at "/". No inline script, style or data
// address in what is built, so that a content security policy of 'self' alone is enough.
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * The menus of bpmn-js are made with preact, half of it by way of `htm`, which would find the newer preact of the customer's page:
 * what one makes the other does not draw. All of this screen gets the one that bpmn-js brings.
 */
const menus = fileURLToPath(import.meta.resolve('@bpmn-io/diagram-js-ui'))
const preact = dirname(createRequire(menus).resolve('preact/package.json'))

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [react()],
  resolve: { alias: { preact } },
  build: {
    outDir: here('../out/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    // Its polyfill would be an inline script.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
  },
})
