// One-time links and tokens of bots that were just made, never to be had again: links are shown until their form is left, tokens
// until somebody says that they have kept them.
import { create } from 'zustand'
import type { InviteLink } from '../../../preload/views.ts'

export const useMadeLinks = create<{ readonly links: ReadonlyMap<string, InviteLink> }>(() => ({ links: new Map() }))

export const keepLink = (agentId: string, link: InviteLink): void =>
  useMadeLinks.setState(({ links }) => ({ links: new Map(links).set(agentId, link) }))

export const forgetLink = (agentId: string): void =>
  useMadeLinks.setState(({ links }) => ({ links: new Map([...links].filter(([id]) => id !== agentId)) }))

export const useMadeTokens = create<{ readonly tokens: ReadonlyMap<string, string> }>(() => ({ tokens: new Map() }))

export const keepToken = (agentId: string, token: string): void =>
  useMadeTokens.setState(({ tokens }) => ({ tokens: new Map(tokens).set(agentId, token) }))

export const forgetToken = (agentId: string): void =>
  useMadeTokens.setState(({ tokens }) => ({ tokens: new Map([...tokens].filter(([id]) => id !== agentId)) }))

/** Where the link leads: the public address, else where this page came from; null: a desktop has no page for browsers. */
export const linkRoot = (siteUrl: string, host: 'desktop' | 'hub', page: string): string | null => {
  if (siteUrl !== '') return siteUrl.replace(/\/+$/, '')
  return host === 'hub' ? new URL('.', page).href.replace(/\/+$/, '') : null
}

export const linkPath = (token: string): string => `/#invite/${token}`
