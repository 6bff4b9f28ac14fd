/** BIMI assertion records: a logo for mailbox providers (draft-brand-indicators-for-message-identification). */
export type BimiRecord = { version: boolean; logo: string; evidence: string; declined: boolean }

/** Whether a TXT value at `default._bimi` is a BIMI record or was meant to be one. */
export function isAboutBimi(text: string): boolean {
  return /bimi/i.test(text) || /(^|;)\s*l\s*=/i.test(text)
}

/** Reads one record; `declined` says that the domain wants no logo shown. */
export function parseBimi(text: string): BimiRecord {
  const tags = text.split(';').flatMap((part) => {
    const match = /^\s*([a-z]+)\s*=\s*(.*?)\s*$/is.exec(part)
    return match === null ? [] : [{ name: (match[1] ?? '').toLowerCase(), value: match[2] ?? '' }]
  })
  const value = (name: string): string | undefined => tags.find((tag) => tag.name === name)?.value
  const logo = value('l')
  const evidence = value('a') ?? ''
  return {
    version: tags[0]?.name === 'v' && tags[0].value === 'BIMI1',
    logo: logo ?? '',
    evidence,
    declined: logo === '' && evidence === '',
  }
}

/** Whether a picture is SVG in the profile mailbox providers accept, from its own first tag. */
export function readLogo(text: string): 'svg-tiny-ps' | 'other-svg' | 'no-svg' {
  const root = /<svg\b[^>]*>/i.exec(text)?.[0]
  if (root === undefined) return 'no-svg'
  return /\bbaseProfile\s*=\s*["']tiny-ps["']/i.test(root) ? 'svg-tiny-ps' : 'other-svg'
}
