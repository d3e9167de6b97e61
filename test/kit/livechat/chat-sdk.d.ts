// The part of LiveChat's chat-sdk 0.2.0 that its README documents; the package brings no types.
declare module '@livechat/chat-sdk' {
  export default class ChatSDK {
    constructor(config?: {
      readonly debug?: boolean
      readonly region?: string
      readonly apiVersion?: string
    })
    init(auth: { readonly access_token: string } | { readonly personal_access_token: string }): void
    destroy(): void
    /** Resolves with the payload of the response; rejects with the whole frame, or a sentence. */
    methodFactory(
      request: { readonly action: string; readonly payload?: unknown },
      timeoutMs?: number,
    ): Promise<unknown>
    getAgentDetails(): Promise<unknown>
    sendMessage(chatId: string, message: string, recipients?: string): Promise<unknown>
    /** `name`: "ready", or a push; the listener gets the whole frame. */
    on(name: string, listener: (frame: unknown) => void): void
    once(name: string, listener: (frame: unknown) => void): void
    off(name: string, listener: (frame: unknown) => void): void
  }
}
