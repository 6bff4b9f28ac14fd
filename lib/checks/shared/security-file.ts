export type SecurityFields = { contacts: string[]; expires: string[]; signed: boolean }

const MAX_TEXT = 64 * 1024
const MAX_FIELDS = 10

/** The text between the markers of a cleartext signature (RFC 9580 section 7), dashes at line starts undone. */
function withoutSignature(text: string): { text: string; signed: boolean } {
  const start = /^-----BEGIN PGP SIGNED MESSAGE-----\s*$/m.exec(text)
  if (start === null) return { text, signed: false }
  const body = text.slice(start.index + start[0].length)
  const end = body.indexOf('-----BEGIN PGP SIGNATURE-----')
  return { text: (end < 0 ? body : body.slice(0, end)).replace(/^- /gm, ''), signed: true }
}

/** The contacts and dates of a security.txt (RFC 9116 section 2.5); names of fields compare without case. */
export function readSecurityFile(file: string): SecurityFields {
  const { text, signed } = withoutSignature(file.slice(0, MAX_TEXT).replace(/^\uFEFF/, ''))
  const fields = text.split(/\r?\n/).flatMap((line) => {
    const colon = line.indexOf(':')
    return colon < 0 || line.startsWith('#')
      ? []
      : [{ name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() }]
  })
  const all = (name: string, max: number): string[] =>
    fields
      .filter((field) => field.name === name)
      .slice(0, MAX_FIELDS)
      .map(({ value }) => value.slice(0, max).toWellFormed())
  return { contacts: all('contact', 300), expires: all('expires', 60), signed }
}
