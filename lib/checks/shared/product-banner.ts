export type Banner = { product: string; version: string; ended: string | null }

// The version needs a dot, so that names of nodes such as `ECS (nyb/1D2C)` are none.
const VERSIONED = /([A-Za-z][\w.+()-]{0,40}?)[/ ]v?(\d{1,4}\.\d[\w.-]{0,30})/g

/** Product lines that get no security fixes, as of November 2026: below this version, and since when. */
const ENDED: readonly { product: RegExp; below: readonly [number, number]; said: string }[] = [
  { product: /^PHP$/i, below: [8, 2], said: 'PHP before 8.2 gets no fixes since December 2025' },
  { product: /^Apache$/i, below: [2, 4], said: 'Apache 2.2 gets no fixes since July 2017' },
  { product: /^Microsoft-IIS$/i, below: [8, 5], said: 'IIS before 8.5 gets no fixes since October 2023' },
  { product: /^OpenSSL$/i, below: [3, 0], said: 'OpenSSL before 3.0 gets no public fixes since September 2023' },
]

function endedLine(product: string, version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const found = ENDED.find((line) => line.product.test(product))
  if (found === undefined) return null
  const [first, second] = found.below
  return major < first || (major === first && minor < second) ? found.said : null
}

/** Products with their versions in a header such as `Server`; a bare product name says nothing. */
export function readBanner(value: string): Banner[] {
  return Array.from(value.slice(0, 300).matchAll(VERSIONED), ([, product = '', version = '']) => ({
    product,
    version,
    ended: endedLine(product, version),
  }))
}
