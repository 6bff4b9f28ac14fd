import { ForeignText } from '@/components/ui/foreign-text'
import { GROUNDS, WORDS } from '@/lib/branding/accent'
import { toHex } from '@/lib/branding/oklch'
import type { BrandDto } from '@/lib/contracts/branding'

const THEMES = ['light', 'dark'] as const
const TITLES = { light: 'Light', dark: 'Dark' } as const

/** The head and foot of a shared page in both themes, whatever theme this page has. */
export function BrandPreview({ brand }: { brand: BrandDto }) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {THEMES.map((theme) => (
        <figure key={theme} className="flex min-w-0 flex-col gap-1.5">
          <figcaption className="text-muted-foreground text-xs">{TITLES[theme]}</figcaption>
          <Sheet brand={brand} theme={theme} />
        </figure>
      ))}
    </div>
  )
}

function Sheet({ brand, theme }: { brand: BrandDto; theme: (typeof THEMES)[number] }) {
  const [page = WORDS[theme]] = GROUNDS[theme]
  const accent = brand.accent[theme]
  return (
    <div
      className="flex flex-1 flex-col gap-4 rounded-card border p-4"
      style={{ background: toHex(page), color: toHex(WORDS[theme]) }}
    >
      <p className="flex min-w-0 items-center gap-2 font-semibold">
        {brand.logo === undefined ? null : (
          // biome-ignore lint/performance/noImgElement: a data address; there is nothing to optimise
          <img src={brand.logo.dataUri} alt="" className="h-8 max-w-32 object-contain" />
        )}
        <ForeignText text={brand.name} />
      </p>
      <p>
        The answer for acme.io. <span style={{ color: accent, textDecoration: 'underline' }}>See what was checked</span>
      </p>
      {brand.contact === undefined ? null : (
        <div className="flex flex-col items-start gap-2">
          <p>
            <ForeignText text={brand.contact.text} />
          </p>
          <span
            className="rounded-button border px-3 py-1.5 font-medium"
            style={{ color: accent, borderColor: accent }}
          >
            <ForeignText text={brand.contact.label} />
          </span>
        </div>
      )}
      {brand.poweredBy ? <p className="mt-auto text-xs">Made with Launch Ready</p> : null}
    </div>
  )
}
