import { type Accent, fitAccent, ownAccent } from './accent'

type Contact = { text: string; label: string; href: string }
type Logo = { type: 'image/svg+xml' | 'image/png'; dataUri: string }

/** What one level chose; null comes from the level above. */
export type BrandLevel = {
  name: string | null
  accent: string | null
  contact: Contact | null
  poweredBy: boolean | null
  logo: { type: string; bytes: Uint8Array } | null
}

export type Brand = { name: string; logo?: Logo; accent: Accent; contact?: Contact; poweredBy: boolean }

/** Only these two types are ever kept, which the database checks. */
function logoOf({ type, bytes }: { type: string; bytes: Uint8Array }): Logo {
  const known = type === 'image/png' ? 'image/png' : 'image/svg+xml'
  return { type: known, dataUri: `data:${known};base64,${Buffer.from(bytes).toString('base64')}` }
}

/** One brand out of its levels, the nearest first; `name` stands where no level has one. */
export function brandOf({ levels, name }: { levels: readonly BrandLevel[]; name: string }): Brand {
  const first = <Value>(pick: (level: BrandLevel) => Value | null): Value | undefined =>
    levels.map(pick).find((value) => value !== null) ?? undefined
  const accent = first((level) => level.accent)
  const logo = first((level) => level.logo)
  const contact = first((level) => level.contact)
  return {
    name: first((level) => level.name) ?? name,
    ...(logo === undefined ? {} : { logo: logoOf(logo) }),
    accent: accent === undefined ? ownAccent() : fitAccent(accent),
    ...(contact === undefined ? {} : { contact }),
    poweredBy: first((level) => level.poweredBy) ?? true,
  }
}
