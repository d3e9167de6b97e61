// The frame of the customer's page: no script and no style inline, everything that is a person's words escaped.
import { html } from 'hono/html'
import type { WebSettings } from '../settings.ts'

interface PageFacts {
  readonly channelId: string
  readonly settings: WebSettings
  readonly color: string
  /** Shown inside the frame of widget.js. */
  readonly isWidget: boolean
  /** Versions of the assets by name, for the browser's cache. */
  readonly script: string
  readonly styles: string
}

export const chatPage = ({ channelId, settings, color, isWidget, script, styles }: PageFacts) => html`<!doctype html>
<html lang="en" data-channel="${channelId}" data-widget="${isWidget ? 'yes' : 'no'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>${settings.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="chat/assets/chat.css?v=${styles}">
<link rel="stylesheet" href="chat/theme.css?color=${color.slice(1)}">
<script src="chat/assets/chat.js?v=${script}" defer></script>
</head>
<body>
<div id="chat" data-title="${settings.title}"><noscript><p class="words">This chat needs JavaScript, which is switched off in this browser.</p></noscript></div>
</body>
</html>`

/** A page that only says something. */
export const wordsPage = (title: string, sentence: string, styles: string) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="chat/assets/chat.css?v=${styles}">
</head>
<body><main class="words"><h1>${title}</h1><p>${sentence}</p></main></body>
</html>`

/** The channel's colour, and the ink that can be read on it. `color`: six hex digits. */
export const themeCss = (color: string): string => `:root{--accent:#${color};--accent-ink:${inkOn(color)}}\n`

/** Black or white, whichever has the greater contrast (WCAG 2, relative luminance): at least 4.5 on any colour. */
export const inkOn = (color: string): '#000000' | '#ffffff' => {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map(from =>
    linear(Number.parseInt(color.slice(from, from + 2), 16) / 255),
  )
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? '#000000' : '#ffffff'
}

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
