// Builds the screen: plain files that the desktop serves over app:// and the hub at "/". No inline script, style or data
// address in what is built, so that a content security policy of 'self' alone is enough.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [react()],
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
