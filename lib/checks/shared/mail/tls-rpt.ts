/** TLS reporting records (RFC 8460 section 3). */
export type TlsRptProblem = 'version' | 'rua-missing' | 'rua-invalid'

/** Whether a TXT value at `_smtp._tls` is a TLS reporting record or was meant to be one. */
export function isAboutTlsRpt(text: string): boolean {
  return /tlsrpt/i.test(text) || /(^|;)\s*rua\s*=/i.test(text)
}

function isReportTarget(uri: string): boolean {
  return /^mailto:[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+$/i.test(uri) || /^https:\/\/[^\s/]+/i.test(uri)
}

/** Reads one record; unknown further fields are legal. */
export function parseTlsRpt(text: string): { rua: string[]; problem?: TlsRptProblem } {
  const [version, ...fields] = text.split(';').map((part) => part.trim())
  if (version !== 'v=TLSRPTv1') return { rua: [], problem: 'version' }
  const value = fields.flatMap((field) => /^rua\s*=\s*(.*)$/s.exec(field)?.[1] ?? [])[0] ?? ''
  const rua = value
    .split(',')
    .map((uri) => uri.trim())
    .filter((uri) => uri !== '')
  if (rua.length === 0) return { rua, problem: 'rua-missing' }
  return rua.every(isReportTarget) ? { rua } : { rua, problem: 'rua-invalid' }
}
