import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { HOST_ROLES } from '../engine/target'

/** Where a name can be met, the strongest hint first. */
export const NAME_SOURCES = ['redirect', 'link', 'load', 'mail-server', 'alias', 'certificate', 'common-name'] as const

export type NameSource = (typeof NAME_SOURCES)[number]

const suggestedHostSchema = z.object({
  /** Lower case, A-labels, no trailing dot; the domain itself or below it. */
  name: z.string().max(253),
  /** A guess by the first label or by where the name was seen. */
  role: z.enum(HOST_ROLES),
  /** `open`: DNS gave no usable answer about the name. */
  dns: z.enum(['resolves', 'open']),
  /** `at` is the page, host or record the name was seen in. */
  seen: z
    .array(z.object({ source: z.enum(NAME_SOURCES), at: z.string().max(300) }))
    .min(1)
    .max(3),
})

/** Names of the domain that were met on the way and that the project does not list. Nobody connected to them. */
export const hostSuggestions = defineEvidence({
  key: 'host.suggestions',
  version: 1,
  title: 'Hosts your project does not list',
  schema: z.object({
    /** Only this name and names below it are suggested. */
    zone: z.string().max(253),
    hosts: z.array(suggestedHostSchema).max(30),
    /** Names somebody set aside: met, and not part of the project. */
    setAside: z.array(z.string().max(253)).max(200).optional(),
    leftOut: z.object({
      /** Names without an address. */
      gone: z.int(),
      /** Names that a catch-all record answers and that look like those of customers. */
      tenants: z.int(),
      /** Names beyond the limit, which were not looked up. */
      tooMany: z.int(),
    }),
    /** What could not be read in this run, so that names may be missing. */
    unread: z.array(z.enum(['pages', 'certificates', 'redirects', 'mail servers', 'aliases', 'usual names'])),
  }),
})

export type HostSuggestions = z.infer<typeof hostSuggestions.schema>
export type SuggestedHost = HostSuggestions['hosts'][number]
