// The figures for people: one small page without a script, which comes anew by itself.
import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { DeskFigures, Figures } from './figures.ts'

export const healthPage = async (figures: Figures): Promise<Response> => {
  const { usedBytes, limitBytes } = figures.disk
  const reasons = Object.entries(figures.refused)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="10">
<title>${figures.alarm === null ? 'Parley relay' : 'Alarm · Parley relay'}</title>
<link rel="icon" href="data:,">
<style>${raw(styles)}</style>
</head>
<body>
<main>
<h1>Parley relay</h1>
${figures.alarm === null ? html`<p class="well">Working.</p>` : html`<p class="alarm" role="alert">${figures.alarm}</p>`}
<h2>Workstations</h2>
${
  figures.desks.length === 0
    ? html`<p class="soft">None is paired yet. Enter this relay’s address and its one-time code in a workstation’s settings.</p>`
    : html`<div class="wide" role="region" aria-label="Workstations" tabindex="0"><table>
<thead><tr><th scope="col">Name</th><th scope="col">Line</th><th scope="col" class="number">Waiting</th><th scope="col" class="number">Oldest</th><th scope="col" class="number">Refused</th><th scope="col" class="number">Delivered</th><th scope="col" class="number">Expired</th></tr></thead>
<tbody>${figures.desks.map(row)}</tbody></table></div>`
}
<h2>Kept</h2>
<p><meter min="0" max="1" high="0.8" optimum="0" value="${(usedBytes / Math.max(1, limitBytes)).toFixed(3)}" aria-label="Room in use"></meter>
${mb(usedBytes)} of ${mb(limitBytes)} MB.</p>
${figures.unclaimed === 0 ? '' : html`<p>${figures.unclaimed} genuine calls are for no workstation of this relay.</p>`}
${reasons.length === 0 ? '' : html`<p>Refused: ${reasons.map(([cause, count]) => `${count} ${words[cause] ?? cause}`).join(', ')}.</p>`}
</main>
</body>
</html>`
  return new Response(String(await page), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

const row = (desk: DeskFigures) => html`<tr><th scope="row">${desk.name}</th>
<td><span class="${desk.connected ? 'well' : 'away'}">${desk.connected ? 'connected' : 'away'}</span></td>
<td class="number">${desk.waiting}</td><td class="number">${age(desk.oldestAgeSeconds)}</td>
<td class="number">${desk.refused}</td><td class="number">${desk.delivered}</td><td class="number">${desk.expired}</td></tr>`

/** Of `Cause` in store/deliveries.ts. */
const words: Readonly<Record<string, string>> = {
  desk: 'by the workstation',
  gone: 'for a channel that was removed',
  left: 'for a workstation that has left',
  nobody: 'for a page that nobody has',
  unreadable: 'that could not be read',
}

const age = (seconds: number | null): string => {
  if (seconds === null) return '–'
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} days`
}

const mb = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1)

const styles = `
:root{--ink:#1c2430;--soft:#5b6675;--line:#dfe3e8;--back:#fff;--well:#1d7a46;--alarm:#b3261e;--tint:#fdecea}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--soft:#9aa5b4;--line:#2d3540;--back:#14181d;--well:#6fcf97;--alarm:#ffb4ab;--tint:#3b1d1b}}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:var(--back);font:15px/1.5 system-ui,sans-serif}
main{max-width:56rem;margin:0 auto;padding:1.5rem}
h1{margin:0 0 .5rem;font-size:1.4rem}
h2{margin:1.75rem 0 .5rem;font-size:1.05rem}
p{margin:.35rem 0}
.soft,.away{color:var(--soft)}
.well{color:var(--well)}
.alarm{color:var(--alarm);background:var(--tint);border:1px solid var(--alarm);border-radius:6px;padding:.6rem .8rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--line);white-space:nowrap}
tbody th{font-weight:500}
thead th{color:var(--soft);font-weight:500}
.number{text-align:end;font-variant-numeric:tabular-nums}
meter{width:12rem;vertical-align:middle}
`

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(styles).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
