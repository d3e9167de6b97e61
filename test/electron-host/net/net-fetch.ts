// net.fetch: like a page of the program would fetch, so custom schemes and files answer too.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { loud } from '../loud.ts'
import { handlerOf } from './schemes.ts'

/** What Chromium answers for files by their endings, as far as web programs use them. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.map': 'application/json',
  '.txt': 'text/plain',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.pdf': 'application/pdf',
}

export async function netFetch(input: string | Request, init?: RequestInit): Promise<Response> {
  const url = typeof input === 'string' ? input : input.url
  if (url.startsWith('file:')) return fileResponse(fileURLToPath(url))
  const handler = handlerOf(url)
  return handler ? handler(new Request(input, init)) : fetch(input, init)
}

async function fileResponse(file: string): Promise<Response> {
  try {
    const headers = { 'content-type': types[path.extname(file).toLowerCase()] ?? 'application/octet-stream' }
    return new Response(await readFile(file), { headers })
  } catch {
    throw new Error('net::ERR_FILE_NOT_FOUND')
  }
}

export const net = loud('net', { fetch: netFetch, isOnline: () => net.online, online: true })
