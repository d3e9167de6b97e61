// The least that could carry a chat: a WebSocket server that hands each text to both of a pair. What the hub's RTM is measured against.
import { type WebSocket, WebSocketServer } from 'ws'

const pairs = new Map<string, Set<WebSocket>>()
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
server.on('connection', (socket, request) => {
  const name = request.url ?? ''
  const pair = pairs.get(name) ?? new Set()
  pairs.set(name, pair.add(socket))
  socket.on('message', data => {
    for (const one of pair) one.send(String(data))
  })
})
server.on('listening', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ url: `ws://127.0.0.1:${port}` })}\n`)
})
