// The contract as an OpenAPI document: generated, so that it cannot say anything but what the door does.
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract, type Gate } from '../../preload/contract.ts'
import { procedures } from './procedures.ts'

type Document = Awaited<ReturnType<OpenAPIGenerator['generate']>>

/** `version`: of Parley. The server is relative: the document is read where the hub is. */
export const openApiDocument = async (version: string): Promise<Document> => {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(contract, {
    info: { title: 'Parley', version, description: about },
    servers: [{ url: '/api' }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'The token of session/signIn' } },
    },
  })
  for (const { name, service, gate } of procedures.values()) {
    const path = document.paths?.[`/${name}`]
    const operation = path?.post
    if (path === undefined || operation === undefined) throw new Error(`${name} is missing in the document`)
    operation.tags = [service]
    operation.description = inWords(gate)
    Object.assign(operation, { 'x-gate': gate })
    if (gate === 'open') operation.security = []
    if (name === 'events/follow') {
      const { requestBody: _, ...rest } = operation
      path.get = {
        ...rest,
        operationId: 'events.follow.get',
        parameters: [
          { name: 'since', in: 'query', schema: { type: 'integer', minimum: 0 }, description: 'The number last seen' },
          { name: 'Last-Event-ID', in: 'header', schema: { type: 'string' }, description: 'Instead of since' },
        ],
      }
    }
  }
  return JSON.parse(JSON.stringify(document)) as Document
}

const about = `Every procedure is \`POST /api/<service>/<procedure>\` with a JSON object in and a JSON object out.
Sign in with \`session/signIn\`, then send \`Authorization: Bearer <token>\`.
A refusal has \`code\`, \`message\` (a whole sentence for a person) and \`data\` (\`field\`, \`facts\`).
An agent whose program calls counts as connected for a minute after each call, or as long as it follows events.`

export const inWords = (gate: Gate): string => {
  if (gate === 'open') return 'Open to everybody.'
  return gate === 'signedIn' ? 'For every agent who has signed in.' : `Needs the right ${gate}.`
}
