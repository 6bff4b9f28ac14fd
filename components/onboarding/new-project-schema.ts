import { zodResolver } from '@hookform/resolvers/zod'
import { z } from 'zod'
import { parseDomain } from '@/lib/contracts/domain'
import { RoadmapId } from '@/lib/contracts/primitives'

const launchDate = z.union([z.literal(''), z.iso.date('Choose a date, or leave this empty')])

function schemaFor(allowTest: boolean) {
  return z.object({
    domain: z.string().transform((typed, context) => {
      const parsed = parseDomain(typed, { allowTest })
      if (parsed.ok) return parsed.host
      context.addIssue({ code: 'custom', message: parsed.reason })
      return z.NEVER
    }),
    roadmap: RoadmapId,
    launchAt: launchDate,
    clientId: z.uuid().nullable(),
  })
}

type Schema = ReturnType<typeof schemaFor>
export type TypedProject = z.input<Schema>
export type CheckedProject = z.output<Schema>

/** Judges what was typed. Its rules about names are long, so a form loads them after it can be seen. */
export function resolverFor(allowTest: boolean) {
  return zodResolver(schemaFor(allowTest))
}
