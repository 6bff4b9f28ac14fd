import { z } from 'zod'
import { PackBlock, PackBrand } from './content'

/**
 * Everything the PDF of a shared page says: what the page shows and nothing else. All text in it may be foreign.
 */
export const SharedContent = z.object({
  domain: z.string(),
  /** The moment it speaks of, as a sentence. */
  asOf: z.string(),
  /** The same for the facts of the file. */
  at: z.iso.datetime(),
  brand: PackBrand,
  /** Absent where the verdict was not chosen. */
  answer: z.object({ words: z.string(), sentence: z.string() }).optional(),
  sections: z.array(z.object({ title: z.string(), blocks: z.array(PackBlock) })),
})
export type SharedContent = z.infer<typeof SharedContent>
