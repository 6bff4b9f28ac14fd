import { z } from 'zod'

const Heading = z.object({
  kind: z.literal('heading'),
  text: z.string(),
  level: z.union([z.literal(2), z.literal(3)]).optional(),
})
const Text = z.object({ kind: z.literal('text'), text: z.string() })
const List = z.object({ kind: z.literal('list'), items: z.array(z.string()), ordered: z.boolean().optional() })
const Table = z.object({ kind: z.literal('table'), columns: z.array(z.string()), rows: z.array(z.array(z.string())) })
const Code = z.object({ kind: z.literal('code'), title: z.string(), lang: z.string(), code: z.string() })
export const PackBlock = z.discriminatedUnion('kind', [Heading, Text, List, Table, Code])
export type PackBlock = z.infer<typeof PackBlock>

const PackSection = z.object({
  /** Kebab-case and unique: names the files of the section. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  title: z.string(),
  blocks: z.array(PackBlock),
  /** What would complete it, as sentences. */
  missing: z.array(z.string()),
})
export type PackSection = z.infer<typeof PackSection>

export const PackBrand = z.object({
  name: z.string(),
  /** Base64 of a PNG. */
  logo: z.string().optional(),
  accent: z.string().regex(/^#[0-9a-f]{6}$/),
  contact: z.object({ text: z.string(), label: z.string(), href: z.string() }).optional(),
  poweredBy: z.boolean(),
})

/**
 * Everything a pack says, frozen when it was made: the PDF and every file of the ZIP come from this and from nothing
 * else. All text in it may be foreign; each rendering escapes it in its own way.
 */
export const PackContent = z.object({
  format: z.literal(1),
  version: z.number().int().min(1),
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  project: z.object({ name: z.string(), domain: z.string(), roadmap: z.string() }),
  brand: PackBrand,
  /** The words of the answer, such as "NO-GO". */
  answer: z.string(),
  sentence: z.string(),
  sections: z.array(PackSection),
  /** Latest results with what was seen, masked when they were gathered. */
  evidence: z.array(z.unknown()),
})
export type PackContent = z.infer<typeof PackContent>
