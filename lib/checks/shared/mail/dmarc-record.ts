/** DMARC records (RFC 9989 sections 4.7 and 4.8; RFC 7489 for tags that are gone). */
export type DmarcPolicy = 'none' | 'quarantine' | 'reject'

export type DmarcProblem =
  | 'duplicate-tag'
  | 'p-missing'
  | 'p-invalid'
  | 'sp-invalid'
  | 'np-invalid'
  | 'rua-invalid'
  | 'size-suffix'
  | 'p-not-second'
  | 'removed-tag'
  | 'bad-tag'

/** Why a text that looks like DMARC is not read as DMARC by anybody. */
export type DmarcNearMiss =
  | 'version-case'
  | 'version-typo'
  | 'missing-separator'
  | 'quoted'
  | 'leading-space'
  | 'version-not-first'

export type DmarcRecord = {
  kind: 'dmarc'
  text: string
  tags: { name: string; value: string }[]
  problems: DmarcProblem[]
  /** Removed tags that are present: pct, rf, ri. */
  removed: string[]
  p?: DmarcPolicy
  sp?: DmarcPolicy
  np?: DmarcPolicy
  adkim: 'r' | 's'
  aspf: 'r' | 's'
  psd: 'y' | 'n' | 'u'
  test: boolean
  pct?: number
  rua: string[]
  ruf: string[]
  /** `policy`: as written. `monitor`: broken policy, acts as none because somebody wants reports. `ignored`: as if absent. */
  acts: 'policy' | 'monitor' | 'ignored'
}

export type DmarcText =
  | DmarcRecord
  | { kind: 'near-miss'; text: string; why: DmarcNearMiss }
  | { kind: 'unrelated'; text: string }

const POLICIES: readonly DmarcPolicy[] = ['none', 'quarantine', 'reject']
const REMOVED = ['pct', 'rf', 'ri']

function policyOf(value: string | undefined): DmarcPolicy | undefined {
  return POLICIES.find((policy) => policy === value?.toLowerCase())
}

function nearMissOf(text: string): DmarcNearMiss | undefined {
  if (/^\s*["']+\s*v\s*=\s*dmarc1/i.test(text)) return 'quoted'
  if (/^\s+v\s*=\s*DMARC1\s*(;|$)/i.test(text)) return 'leading-space'
  if (/^v\s*=\s*DMARC1[\s,:]+[a-z]+\s*=/.test(text)) return 'missing-separator'
  if (/^v\s*=\s*dmarc1\s*(;|$)/i.test(text)) return 'version-case'
  if (/^(v\s*[=:]?\s*)?dmarc\s*\d*\b/i.test(text)) return 'version-typo'
  if (/(^|;)\s*v\s*=\s*DMARC1\s*(;|$)/i.test(text)) return 'version-not-first'
  return undefined
}

function isMailto(uri: string): boolean {
  return /^mailto:[^@\s<>"]+@[^@\s<>"!]+(![0-9]+[kmgt]?)?$/i.test(uri)
}

/** Whether a report address can be used at all: `mailto:` with an address, or another scheme. */
export function isReportUri(uri: string): boolean {
  return /^mailto:/i.test(uri) ? isMailto(uri) : /^[a-z][a-z0-9+.-]*:\S+$/i.test(uri)
}

function splitTags(text: string): { tags: { name: string; value: string }[]; broken: boolean } {
  const tags: { name: string; value: string }[] = []
  let broken = false
  for (const part of text.split(';')) {
    if (part.trim() === '') continue
    const match = /^\s*([a-z][a-z0-9_]*)\s*=\s*(.*?)\s*$/is.exec(part)
    if (match === null) broken = true
    else tags.push({ name: (match[1] ?? '').toLowerCase(), value: match[2] ?? '' })
  }
  return { tags, broken }
}

function urisOf(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((uri) => uri.trim())
    .filter((uri) => uri !== '')
}

/** Reads one TXT value found at a `_dmarc` name. */
export function parseDmarc(text: string): DmarcText {
  if (!/^v[ \t]*=[ \t]*DMARC1[ \t]*(;|$)/i.test(text) || !/^.[ \t]*=[ \t]*DMARC1/.test(text)) {
    const why = nearMissOf(text)
    return why === undefined ? { kind: 'unrelated', text } : { kind: 'near-miss', text, why }
  }
  const { tags, broken } = splitTags(text)
  const value = (name: string): string | undefined => tags.find((tag) => tag.name === name)?.value
  const policies = { p: policyOf(value('p')), sp: policyOf(value('sp')), np: policyOf(value('np')) }
  const rua = urisOf(value('rua'))
  const ruf = urisOf(value('ruf'))
  const removed = REMOVED.filter((name) => value(name) !== undefined)
  const duplicate = new Set(tags.map((tag) => tag.name)).size < tags.length
  const psd = value('psd')?.toLowerCase()
  const pct = Number(value('pct') ?? Number.NaN)
  const invalid = policies.p === undefined || isInvalid(value('sp'), policies.sp) || isInvalid(value('np'), policies.np)
  const problems: DmarcProblem[] = [
    ...when(duplicate, 'duplicate-tag'),
    ...when(value('p') === undefined, 'p-missing'),
    ...when(isInvalid(value('p'), policies.p), 'p-invalid'),
    ...when(isInvalid(value('sp'), policies.sp), 'sp-invalid'),
    ...when(isInvalid(value('np'), policies.np), 'np-invalid'),
    ...when(
      [...rua, ...ruf].some((uri) => !isReportUri(uri)),
      'rua-invalid',
    ),
    ...when(
      [...rua, ...ruf].some((uri) => /![0-9]+[kmgt]?$/i.test(uri)),
      'size-suffix',
    ),
    ...when(value('p') !== undefined && tags[1]?.name !== 'p', 'p-not-second'),
    ...when(removed.length > 0, 'removed-tag'),
    ...when(broken, 'bad-tag'),
  ]
  return {
    kind: 'dmarc',
    text,
    tags,
    problems,
    removed,
    ...(policies.p === undefined ? {} : { p: policies.p }),
    ...(policies.sp === undefined ? {} : { sp: policies.sp }),
    ...(policies.np === undefined ? {} : { np: policies.np }),
    adkim: value('adkim')?.toLowerCase() === 's' ? 's' : 'r',
    aspf: value('aspf')?.toLowerCase() === 's' ? 's' : 'r',
    psd: psd === 'y' || psd === 'n' ? psd : 'u',
    test: value('t')?.toLowerCase() === 'y',
    ...(Number.isInteger(pct) && pct >= 0 && pct <= 100 ? { pct } : {}),
    rua,
    ruf,
    acts: duplicate ? 'ignored' : !invalid ? 'policy' : rua.some(isReportUri) ? 'monitor' : 'ignored',
  }
}

function isInvalid(written: string | undefined, policy: DmarcPolicy | undefined): boolean {
  return written !== undefined && policy === undefined
}

function when(condition: boolean, problem: DmarcProblem): DmarcProblem[] {
  return condition ? [problem] : []
}

/** One level weaker, which is what `t=y` asks receivers for (RFC 9989 section 4.7). */
export function oneLevelWeaker(policy: DmarcPolicy): DmarcPolicy {
  return policy === 'reject' ? 'quarantine' : 'none'
}

/** Whether the first policy asks for less than the second. */
export function isWeaker(left: DmarcPolicy, right: DmarcPolicy): boolean {
  return POLICIES.indexOf(left) < POLICIES.indexOf(right)
}
