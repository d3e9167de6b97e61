// Where customers reach a website channel, and the one line that puts it on somebody's site.

/** Without a slash at the end. SiteUrl first; else where the workstation says its page is; else where this window came from. */
export const customerRoot = (siteUrl: string, customerUrl: string | null, windowOrigin: string): string => {
  if (siteUrl.trim() !== '') return siteUrl.trim().replace(/\/+$/, '')
  if (customerUrl !== null && URL.canParse(customerUrl)) return new URL(customerUrl).origin
  return windowOrigin
}

/** Nobody else can open an address like that. */
export const isThisMachineOnly = (root: string): boolean => {
  if (!URL.canParse(root)) return false
  const { hostname } = new URL(root)
  return hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]'
}

export const embedCode = (root: string, channelId: string): string =>
  `<script src="${escaped(root)}/widget.js" data-channel="${escaped(channelId)}" async></script>`

export const chatPage = (root: string, channelId: string): string =>
  `${root}/chat?channel=${encodeURIComponent(channelId)}`

/** What follows the # tells Twilio to call again when it finds nobody. */
export const webhookAddress = (root: string, kind: string, channelId: string): string =>
  `${root.replace(/\/+$/, '')}/hooks/${kind}/${encodeURIComponent(channelId)}#rc=5&rp=all`

/** One for all channels of a kind. */
export const callbackAddress = (root: string, kind: string): string => `${root.replace(/\/+$/, '')}/hooks/${kind}`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
