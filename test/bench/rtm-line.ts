// A program on the hub's RTM as the bench plays it: logs in, sends, and says when each text arrived.
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { z } from 'zod'

const frame = z.object({
  request_id: z.string().optional(),
  action: z.string().optional(),
  type: z.string().optional(),
  success: z.boolean().optional(),
  payload: z.unknown(),
})
type Frame = z.output<typeof frame>

const said = z.object({ chat_id: z.string(), event: z.object({ text: z.string() }) })
const begun = z.object({ chat: z.object({ id: z.string() }) })

export class RtmLine {
  readonly socket: WebSocket
  readonly #waiting = new Map<string, (answer: Frame) => void>()
  #next = 0
  /** Called with each text that is told, and in which chat. */
  heard: (text: string, chatId: string) => void = () => {}
  /** Called with each chat that comes. */
  came: (chatId: string) => void = () => {}

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', data => this.#take(frame.parse(JSON.parse(String(data)))))
  }

  static async open(url: string, token: string): Promise<RtmLine> {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    await once(socket, 'open')
    const line = new RtmLine(socket)
    await line.ask('login', { token: `Bearer ${token}` })
    return line
  }

  async ask(action: string, payload: object): Promise<unknown> {
    const id = `r${++this.#next}`
    const answer = new Promise<Frame>(resolve => this.#waiting.set(id, resolve))
    this.socket.send(JSON.stringify({ request_id: id, action, payload }))
    const { success, payload: told } = await answer
    if (success !== true) throw new Error(`${action} was answered ${JSON.stringify(told)}`)
    return told
  }

  #take({ request_id, action, type, success, payload }: Frame): void {
    if (type === 'response') {
      const resolve = this.#waiting.get(request_id ?? '')
      this.#waiting.delete(request_id ?? '')
      resolve?.({ success, payload })
    } else if (action === 'incoming_event') {
      const event = said.safeParse(payload)
      if (event.success) this.heard(event.data.event.text, event.data.chat_id)
    } else if (action === 'incoming_chat') this.came(begun.parse(payload).chat.id)
  }
}
