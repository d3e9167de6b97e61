// A refusal over HTTP that no procedure gave: in the same form as theirs, so that programs need to know one form only.
export const said = (
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(JSON.stringify({ defined: false, code, status, message }), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  })
