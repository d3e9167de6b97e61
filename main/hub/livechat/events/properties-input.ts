// Properties as programs send them: values to set, or names to delete, by namespace. Source: "Properties", 3.6.
import { z } from 'zod'

/** Bytes of one request's: what strangers keep with each of their messages goes to disk. */
const largest = 128 * 1024

const name = z.string().min(1).max(100)
const value = z.union([z.string().max(64_000), z.number(), z.boolean()])

const atMost = (what: object): boolean => Object.keys(what).length <= 100

export const propertiesInput = z
  .record(name, z.record(name, value).refine(atMost, 'must be at most 100 of one namespace'))
  .refine(atMost, 'must be at most 100 namespaces')
  .refine(
    properties => Buffer.byteLength(JSON.stringify(properties)) <= largest,
    `must have at most ${largest / 1024} KB together`,
  )

export const propertyNamesInput = z
  .record(name, z.array(name).max(100))
  .refine(atMost, 'must be at most 100 namespaces')
