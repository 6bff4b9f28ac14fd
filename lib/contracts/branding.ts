import { z } from 'zod'
import { contract } from './contract'
import { Id, line } from './primitives'

/** Largest logo, as the bytes of its file. */
export const SVG_LOGO_BYTES = 100 * 1024
export const PNG_LOGO_BYTES = 150 * 1024
/** Base64 of the larger one, with room for the JSON around it. */
const LOGO_BODY_BYTES = 210 * 1024

/** Where a contact button may lead: a page or a mail, never a script. */
const ContactAddress = z
  .string()
  .trim()
  .max(500, 'Keep this under 500 characters')
  .refine(isContactAddress, 'Type an address that begins with https:// or mailto:')

function isContactAddress(given: string): boolean {
  const url = URL.parse(given)
  if (url === null || /[\s<>"\\]/.test(given)) return false
  if (url.protocol === 'https:') return url.hostname !== '' && url.username === '' && url.password === ''
  return url.protocol === 'mailto:' && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(url.pathname)
}

const Contact = z.strictObject({ text: line(300), label: line(40), href: ContactAddress })
export const AccentColour = z
  .string()
  .trim()
  .regex(/^#[0-9a-f]{6}$/i, 'Type a colour as # and six digits, such as #1d4ed8')
  .transform((text) => text.toLowerCase())

/** What one level chose; what is null comes from the level above. */
const Choices = z.strictObject({
  name: line(80).nullable(),
  accent: AccentColour.nullable(),
  contact: Contact.nullable(),
  /** Whether shared pages and packs name the product that made them. */
  poweredBy: z.boolean().nullable(),
})
export type BrandChoices = z.infer<typeof Choices>

const Logo = z.object({
  type: z.enum(['image/svg+xml', 'image/png']),
  /** The whole picture, for use in an image and nowhere else. */
  dataUri: z.string(),
})

/** What a shared page or a pack shows. */
export const BrandDto = z.object({
  name: z.string(),
  logo: Logo.optional(),
  /** Fitted to 4.5:1 on the grounds of each theme. */
  accent: z.object({ light: z.string(), dark: z.string() }),
  contact: z.object({ text: z.string(), label: z.string(), href: z.string() }).optional(),
  poweredBy: z.boolean(),
})
export type BrandDto = z.infer<typeof BrandDto>

export const BrandingDto = z.object({
  own: Choices.extend({ hasLogo: z.boolean() }),
  /** What stands where this level chose nothing. */
  above: BrandDto,
  shown: BrandDto,
})
export type BrandingDto = z.infer<typeof BrandingDto>

/** The level: a client, or the workspace when nobody is named. */
const Level = z.strictObject({ clientId: Id.optional() })
const PATH = '/workspaces/{workspaceId}/branding'
const LOGO_PATH = '/workspaces/{workspaceId}/branding/logo'

export const getBranding = contract({
  id: 'branding.get',
  method: 'GET',
  path: PATH,
  can: 'project.read',
  summary: 'Name, logo, colour and contact of a workspace or one of its clients',
  query: Level,
  response: BrandingDto,
  errors: ['not-found'],
})

export const putBranding = contract({
  id: 'branding.put',
  method: 'PUT',
  path: PATH,
  can: 'branding.write',
  summary: 'Choose name, colour and contact',
  query: Level,
  body: Choices,
  response: BrandingDto,
  errors: ['invalid', 'not-found'],
})

/** The picture comes back as it is kept: without what a logo does not need. */
export const putLogo = contract({
  id: 'branding.logo',
  method: 'PUT',
  path: LOGO_PATH,
  can: 'branding.write',
  summary: 'Choose a logo, SVG or PNG',
  query: Level,
  body: z.strictObject({ content: z.base64() }),
  maxBodyBytes: LOGO_BODY_BYTES,
  response: z.object({
    branding: BrandingDto,
    /** Names of elements and attributes that were left out of an SVG. */
    removed: z.array(z.string()),
  }),
  errors: ['invalid', 'not-found', 'too-large'],
})

export const deleteLogo = contract({
  id: 'branding.logo-remove',
  method: 'DELETE',
  path: LOGO_PATH,
  can: 'branding.write',
  summary: 'Go without a logo of this level',
  query: Level,
  response: BrandingDto,
  errors: ['not-found'],
})
