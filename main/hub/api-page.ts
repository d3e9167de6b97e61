// The API for people: one plain page made from the OpenAPI document, without a script and without anything from elsewhere.
import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import { refusals } from '../../preload/contract.ts'
import type { openApiDocument } from '../wire/openapi.ts'
import { bodyOf, describe, example, fieldsOf, type Schema } from './api-schema.ts'

type Document = Awaited<ReturnType<typeof openApiDocument>>
type Operation = NonNullable<NonNullable<Document['paths']>[string]>['post']

export const apiPage = async (document: Document): Promise<Response> => {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    item?.post === undefined ? [] : [{ path, operation: item.post }],
  )
  const services = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? ''))]
  const base = document.servers?.[0]?.url ?? ''
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Parley API</title>
<link rel="icon" href="data:,">
<style>${raw(styles)}</style>
</head>
<body>
<nav aria-label="Services"><strong>Parley API</strong><a href="#refusals">Refusals</a>${services.map(name => html`<a href="#${name}">${name}</a>`)}</nav>
<main>
<h1>Parley API</h1>
${(document.info.description ?? '').split('\n').map(line => html`<p>${code(line)}</p>`)}
<p>The same for programs: <a href="/api/openapi.json">openapi.json</a>.</p>
<pre>TOKEN=$(curl -s ${base}/session/signIn -H 'Content-Type: application/json' \\
  -d '{"login":"admin","password":"..."}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')</pre>
<h2 id="refusals">Refusals</h2>
<table><thead><tr><th scope="col">Code</th><th scope="col">Status</th></tr></thead><tbody>
${Object.entries(refusals).map(([name, { status }]) => html`<tr><td><code>${name}</code></td><td>${status}</td></tr>`)}
</tbody></table>
${services.map(
  service => html`<h2 id="${service}">${service}</h2>
${operations
  .filter(({ operation }) => operation.tags?.[0] === service)
  .map(({ path, operation }) => section(base, path, operation))}`,
)}
</main>
</body>
</html>`
  return new Response(String(await page), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-cache',
    },
  })
}

const section = (base: string, path: string, operation: NonNullable<Operation>) => {
  const input = bodyOf(operation.requestBody)
  const fields = fieldsOf(input)
  const output = Object.entries(operation.responses ?? {}).find(([status]) => status === '200')?.[1]
  const errors = Object.keys(operation.responses ?? {}).filter(status => status !== '200')
  const follows = path === '/events/follow'
  return html`<section id="${path.slice(1)}">
<h3><span class="verb">POST</span> /api${path}</h3>
<p>${operation.summary}. <em>${operation.description}</em></p>
${
  fields.length === 0
    ? html`<p>Takes <code>{}</code>.</p>`
    : html`<table><thead><tr><th scope="col">Field</th><th scope="col">What</th></tr></thead><tbody>
${fields.map(
  field => html`<tr><td><code>${field.name}</code>${field.required ? '' : html` <span class="soft">optional</span>`}</td>
<td>${describe(field.schema)}</td></tr>`,
)}</tbody></table>`
}
<p>Gives <code>${follows ? 'server-sent events; each id is the number to resume from' : describe(bodyOf(output))}</code>.
<span class="soft">Refusals: ${errors.join(', ')}.</span></p>
<pre>${curl(base, path, input, operation.security?.length === 0)}</pre>
${follows ? html`<pre>curl -sN "${base}${path}?since=0" -H "Authorization: Bearer $TOKEN"</pre>` : ''}
</section>`
}

const curl = (base: string, path: string, input: Schema, isOpen: boolean): string => {
  const token = isOpen ? '' : ' -H "Authorization: Bearer $TOKEN"'
  const body = JSON.stringify(example(input) ?? {}).replaceAll("'", "'\\''")
  return `curl -s ${base}${path}${token} \\\n  -H 'Content-Type: application/json' -d '${body}'`
}

/** Text with \`code\` in it. */
const code = (line: string) => line.split('`').map((part, i) => (i % 2 === 0 ? part : html`<code>${part}</code>`))

const styles = `
:root{--ink:#1c2430;--soft:#5b6675;--line:#dfe3e8;--back:#fff;--tint:#f5f7f9;--accent:#2f5bea}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--soft:#9aa5b4;--line:#2d3540;--back:#14181d;--tint:#1b2027;--accent:#8fabff}}
*{box-sizing:border-box}
body{margin:0;display:grid;grid-template-columns:13rem minmax(0,1fr);color:var(--ink);background:var(--back);font:15px/1.5 system-ui,sans-serif}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.5rem 1rem;border-right:1px solid var(--line);display:flex;flex-direction:column;gap:.35rem}
nav strong{margin-bottom:.5rem}
a{color:var(--accent)}
main{padding:1.5rem 2rem 4rem;max-width:60rem}
h1{margin:0 0 1rem}
h2{margin:2.5rem 0 .5rem;padding-top:.5rem;border-top:1px solid var(--line)}
h3{margin:1.75rem 0 .25rem;font:600 1rem ui-monospace,monospace}
p{margin:.35rem 0}
.verb{color:var(--accent)}
.soft,em{color:var(--soft)}
code,pre{font:13px/1.5 ui-monospace,monospace}
pre{margin:.5rem 0;padding:.6rem .8rem;background:var(--tint);border:1px solid var(--line);border-radius:6px;overflow:auto}
table{border-collapse:collapse;margin:.5rem 0;width:100%}
th,td{text-align:start;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line)}
th{color:var(--soft);font-weight:500}
td:first-child{white-space:nowrap;width:14rem}
@media (max-width:45rem){body{display:block}nav{position:static;height:auto;border:0;flex-flow:row wrap}main{padding:1rem}td:first-child{white-space:normal;width:auto}}
`

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(styles).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
