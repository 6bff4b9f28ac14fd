/** MTA-STS (RFC 8461): the record, the policy, and which mail servers it names. */
export type StsRecord = { ok: true; id: string } | { ok: false; why: 'version' | 'id' }

/** Whether a TXT value at `_mta-sts` is an MTA-STS record or was meant to be one. */
export function isAboutSts(text: string): boolean {
  return /^["'\s]*v\s*[=:]\s*sts/i.test(text)
}

/** Reads one record (section 3.1). */
export function parseStsRecord(text: string): StsRecord {
  const [version, ...fields] = text.split(';').map((part) => part.trim())
  if (version !== 'v=STSv1') return { ok: false, why: 'version' }
  const ids = fields.flatMap((field) => /^id\s*=\s*(.*)$/s.exec(field)?.[1] ?? [])
  const [id] = ids
  return ids.length === 1 && id !== undefined && /^[a-z0-9]{1,32}$/i.test(id)
    ? { ok: true, id }
    : { ok: false, why: 'id' }
}

export type StsMode = 'enforce' | 'testing' | 'none'

export type StsPolicy = {
  mode?: StsMode
  maxAge?: number
  mx: string[]
  problems: ('version' | 'mode' | 'max-age' | 'no-mx')[]
}

const LONGEST_AGE = 31_557_600

function modeOf(text: string | undefined): StsMode | undefined {
  return text === 'enforce' || text === 'testing' || text === 'none' ? text : undefined
}

/** Reads a policy text (section 3.2); lines end in LF or CRLF, unknown keys are left alone. */
export function parseStsPolicy(text: string): StsPolicy {
  const pairs = text.split(/\r?\n/).flatMap((line) => {
    const match = /^\s*([a-z0-9][a-z0-9_.-]*)\s*:\s*(.*?)\s*$/i.exec(line)
    return match === null ? [] : [{ key: (match[1] ?? '').toLowerCase(), value: match[2] ?? '' }]
  })
  const first = (key: string): string | undefined => pairs.find((pair) => pair.key === key)?.value
  const mode = modeOf(first('mode'))
  const age = first('max_age')
  const maxAge = age !== undefined && /^\d{1,10}$/.test(age) && Number(age) <= LONGEST_AGE ? Number(age) : undefined
  const mx = pairs.flatMap((pair) => (pair.key === 'mx' && pair.value !== '' ? [pair.value.toLowerCase()] : []))
  const problems: StsPolicy['problems'] = []
  if (first('version') !== 'STSv1') problems.push('version')
  if (mode === undefined) problems.push('mode')
  if (maxAge === undefined) problems.push('max-age')
  if (mode !== undefined && mode !== 'none' && mx.length === 0) problems.push('no-mx')
  return { ...(mode === undefined ? {} : { mode }), ...(maxAge === undefined ? {} : { maxAge }), mx, problems }
}

/** Whether a pattern names a mail server; `*.` stands for exactly one label (section 4.1). */
export function matchesMx(pattern: string, exchange: string): boolean {
  const wanted = pattern.toLowerCase().replace(/\.$/, '')
  const name = exchange.toLowerCase().replace(/\.$/, '')
  if (!wanted.startsWith('*.')) return name === wanted
  const dot = name.indexOf('.')
  return dot > 0 && name.slice(dot + 1) === wanted.slice(2)
}

/** A policy made from the mail servers as they are. */
export function composeStsPolicy(mode: StsMode, exchanges: readonly string[]): string {
  const names = [...new Set(exchanges.map((name) => name.toLowerCase().replace(/\.$/, '')))]
  return ['version: STSv1', `mode: ${mode}`, ...names.map((name) => `mx: ${name}`), 'max_age: 604800', ''].join('\n')
}
