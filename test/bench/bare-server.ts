// The least that could answer a webhook: reads the body and says 200. What the relay's answers are measured against.
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { listen } from '../../main/machine/listener.ts'

const app = new Hono()
app.post('*', async c => {
  await c.req.arrayBuffer()
  return c.text('ok')
})
const listener = await listen('127.0.0.1', 0)
listener.answerWith(getRequestListener(app.fetch), (_request, socket) => socket.destroy())
process.stdout.write(`${JSON.stringify({ url: listener.url })}\n`)
