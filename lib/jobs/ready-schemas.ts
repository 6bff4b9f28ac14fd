import { z } from 'zod'

function partsOf(schema: unknown): unknown[] {
  if (schema instanceof z.ZodObject) return Object.values(schema.shape)
  if (schema instanceof z.ZodArray) return [schema.element]
  if (schema instanceof z.ZodUnion) return [...schema.options]
  if (schema instanceof z.ZodRecord) return [schema.valueType]
  const wraps = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
  return wraps ? [schema.unwrap()] : []
}

/** Lets each object inside a schema build its parser, which it would else do at its first value. */
export function readySchema(schema: unknown, seen: Set<unknown> = new Set()): void {
  if (seen.has(schema)) return
  seen.add(schema)
  if (schema instanceof z.ZodObject) schema.safeParse({})
  for (const part of partsOf(schema)) readySchema(part, seen)
}
