import { fitAccent } from '@/lib/branding/accent'
import type { BrandChoices, BrandDto, BrandingDto } from '@/lib/contracts/branding'

/** What stands in the fields; empty means "as above". */
export type Typed = {
  name: string
  accent: string
  contactText: string
  contactLabel: string
  contactHref: string
  poweredBy: 'above' | 'shown' | 'hidden'
}

const HEX = /^#[0-9a-f]{6}$/i

export function typedFrom({ own }: BrandingDto): Typed {
  return {
    name: own.name ?? '',
    accent: own.accent ?? '',
    contactText: own.contact?.text ?? '',
    contactLabel: own.contact?.label ?? '',
    contactHref: own.contact?.href ?? '',
    poweredBy: own.poweredBy === null ? 'above' : own.poweredBy ? 'shown' : 'hidden',
  }
}

function contactOf({ contactText: text, contactLabel: label, contactHref: href }: Typed) {
  return text.trim() === '' && label.trim() === '' && href.trim() === '' ? null : { text, label, href }
}

export function choicesOf(typed: Typed): BrandChoices {
  return {
    name: typed.name.trim() === '' ? null : typed.name,
    accent: typed.accent.trim() === '' ? null : typed.accent,
    contact: contactOf(typed),
    poweredBy: typed.poweredBy === 'above' ? null : typed.poweredBy === 'shown',
  }
}

/** What a shared page would show with what is typed now; half a contact or half a colour does not show yet. */
export function previewOf(typed: Typed, { above, shown }: BrandingDto): BrandDto {
  const choices = choicesOf(typed)
  const contact = choices.contact ?? above.contact
  const isWhole = contact !== undefined && contact.text.trim() !== '' && contact.label.trim() !== ''
  const accent = typed.accent.trim()
  return {
    name: choices.name ?? above.name,
    ...(shown.logo === undefined ? {} : { logo: shown.logo }),
    accent: HEX.test(accent) ? fitAccent(accent) : above.accent,
    ...(isWhole ? { contact } : {}),
    poweredBy: choices.poweredBy ?? above.poweredBy,
  }
}

/** Says where a chosen colour is shown differently, or nothing. */
export function accentNote(accent: string): string | undefined {
  const chosen = accent.trim().toLowerCase()
  if (!HEX.test(chosen)) return undefined
  const { light, dark } = fitAccent(chosen)
  const changes = [
    ...(light === chosen ? [] : ['a little darker on light pages']),
    ...(dark === chosen ? [] : ['a little lighter on dark pages']),
  ]
  return changes.length === 0 ? undefined : `Shown ${changes.join(' and ')}, so that everybody can read it.`
}
