import { isAbsolute } from './names'

/** One record of a zone; owner and names in the data are absolute, lower case, without trailing dot. */
export type ZoneRecord = { name: string; ttl: number; type: string; data: RecordData }

export type RecordData =
  | { kind: 'address'; address: string }
  | { kind: 'name'; target: string }
  | { kind: 'mx'; preference: number; exchange: string }
  | { kind: 'txt'; strings: string[] }
  | { kind: 'caa'; flags: number; tag: string; value: string }
  | { kind: 'ds'; keyTag: number; algorithm: number; digestType: number; digest: string }
  | { kind: 'tlsa'; usage: number; selector: number; matchingType: number; certificate: string }

export type SoaTimers = { serial: number; refresh: number; retry: number; expire: number; minimum: number }

/** `verdict` of a check on this zone; `evidence` must be found in what the finding says. */
export type Expectation = { check: string; verdict: string; evidence: Record<string, string> }

export type FaultKind =
  | 'drop'
  | 'servfail'
  | 'refused'
  | 'formerr-edns'
  | 'delay'
  | 'wrong-id'
  | 'garbage'
  | 'truncate'
  | 'tcp-refuse'
  | 'cut'

export type Fault = {
  /** `recursive`, `ns1` ... `ns6`, `parent`, or `*`. */
  server: string
  /** The name and everything below it. */
  name: string
  type: string
  transport: 'udp' | 'tcp' | '*'
  kind: FaultKind
  delayMs: number
}

/** What one server serves instead of the zone's own data for an owner and type, or another serial. */
export type Override = { server: string } & ({ record: ZoneRecord } | { serial: number })

export type Zone = {
  origin: string
  ns: string[]
  /** Name servers that the parent lists; empty when there is no delegation. */
  parent: string[]
  soa: SoaTimers
  flags: string[]
  records: ZoneRecord[]
  /** Answers of the owner to the questions of the project. */
  settings: Record<string, string>
  expectations: Expectation[]
  faults: Fault[]
  overrides: Override[]
}

/** Base64 keys by placeholder, such as `@RSA2048`. */
export type KeyMaterial = Record<string, string>

/** A line of zone text that nobody could read. */
export class ZoneTextError extends Error {
  override name = 'ZoneTextError'
}

const LAB_ZONE = 'lab.test'
const FAULTS = new Set([
  'drop',
  'servfail',
  'refused',
  'formerr-edns',
  'delay',
  'wrong-id',
  'garbage',
  'truncate',
  'tcp-refuse',
  'cut',
])

function bad(line: string): never {
  throw new ZoneTextError(`zone text: cannot read "${line}"`)
}

function pairs(words: readonly string[], line: string): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const sign = word.indexOf('=')
      return sign > 0 ? [word.slice(0, sign), word.slice(sign + 1)] : bad(line)
    }),
  )
}

const serverName = (label: string) => (isAbsolute(label) ? label : `${label}.${LAB_ZONE}`)

function serverNames(text: string): string[] {
  return text === 'none' ? [] : text.split(',').map(serverName)
}

function soaTimers(text: string, line: string): SoaTimers {
  const [serial, refresh, retry, expire, minimum] = text.split(',').map(Number)
  const all = [serial, refresh, retry, expire, minimum]
  if (all.some((value) => value === undefined || !Number.isInteger(value))) bad(line)
  return { serial: serial ?? 0, refresh: refresh ?? 0, retry: retry ?? 0, expire: expire ?? 0, minimum: minimum ?? 0 }
}

function zoneHeader(line: string): Zone {
  const [, origin = bad(line), ...words] = line.split(/\s+/)
  const options = pairs(words, line)
  const ns = serverNames(options.ns ?? 'ns1,ns2')
  return {
    origin: origin.toLowerCase(),
    ns,
    parent: options.parent === undefined ? ns : serverNames(options.parent),
    soa: soaTimers(options.soa ?? '2026080101,7200,3600,1209600,3600', line),
    flags: options.flag?.split(',') ?? [],
    records: [],
    settings: {},
    expectations: [],
    faults: [],
    overrides: [],
  }
}

/** Character-strings of a TXT; `\"` is a literal quote. */
function quotedStrings(text: string, line: string): string[] {
  const found = [...text.matchAll(/"((?:\\"|[^"])*)"/g)]
  if (found.length === 0 || text.replace(/"((?:\\"|[^"])*)"/g, '').trim() !== '') bad(line)
  return found.map((match) => (match[1] ?? '').replaceAll('\\"', '"'))
}

function withKeys(text: string, keys: KeyMaterial): string {
  return text.replace(/@[A-Z][A-Z0-9_]+/g, (word) => keys[word] ?? word)
}

const plainName = (text: string) => (text === '.' ? '.' : text.replace(/\.$/, '').toLowerCase())

function recordData(type: string, rest: string, line: string, keys: KeyMaterial): RecordData {
  const words = rest.split(/\s+/)
  const [first = bad(line), second = '', third = '', fourth = ''] = words
  switch (type) {
    case 'A':
    case 'AAAA':
      return { kind: 'address', address: first }
    case 'CNAME':
    case 'DNAME':
    case 'NS':
    case 'PTR':
      return { kind: 'name', target: plainName(first) }
    case 'MX':
      return { kind: 'mx', preference: Number(first), exchange: plainName(second) }
    case 'TXT':
    case 'SPF':
      return { kind: 'txt', strings: quotedStrings(withKeys(rest, keys), line) }
    case 'CAA':
      return {
        kind: 'caa',
        flags: Number(first),
        tag: second,
        value: quotedStrings(words.slice(2).join(' '), line).join(''),
      }
    case 'DS':
      return { kind: 'ds', keyTag: Number(first), algorithm: Number(second), digestType: Number(third), digest: fourth }
    case 'TLSA':
      return {
        kind: 'tlsa',
        usage: Number(first),
        selector: Number(second),
        matchingType: Number(third),
        certificate: fourth,
      }
    default:
      return bad(line)
  }
}

function zoneRecord(line: string, zone: Zone, keys: KeyMaterial): ZoneRecord {
  const match = /^(\S+)\s+(\d+)\s+([A-Z]+)\s+(.+)$/.exec(line)
  if (match === null) return bad(line)
  const [, label = '', ttl = '', type = '', rest = ''] = match
  const name = label === '@' ? zone.origin : `${label.toLowerCase()}.${zone.origin}`
  return { name, ttl: Number(ttl), type, data: recordData(type, rest, line, keys) }
}

function expectation(line: string): Expectation {
  const [, check = bad(line), verdict = bad(line), ...words] = line.split(/\s+/)
  return { check, verdict, evidence: pairs(words, line) }
}

function fault(line: string): Fault {
  const [, server = bad(line), name = bad(line), type = bad(line), what = bad(line), transport = '*'] =
    line.split(/\s+/)
  const [kind = '', delay = '0'] = what.split(':')
  if (!FAULTS.has(kind) || !['udp', 'tcp', '*'].includes(transport)) return bad(line)
  return {
    server,
    name: name.toLowerCase(),
    type,
    kind: faultKind(kind),
    delayMs: Number(delay),
    transport: transport === 'udp' || transport === 'tcp' ? transport : '*',
  }
}

/** Safe because the caller has looked the word up in the list of kinds. */
function faultKind(word: string): FaultKind {
  return word as FaultKind
}

function override(line: string, zone: Zone, keys: KeyMaterial): Override {
  const match = /^on\s+(\S+)\s+(?:serial\s+(\d+)|(.+))$/.exec(line)
  const server = match?.[1] ?? bad(line)
  if (match?.[2] !== undefined) return { server, serial: Number(match[2]) }
  return { server, record: zoneRecord(match?.[3] ?? bad(line), zone, keys) }
}

function readLine(line: string, zone: Zone, keys: KeyMaterial): void {
  if (line.startsWith('? ')) Object.assign(zone.settings, pairs(line.slice(2).split(/\s+/), line))
  else if (line.startsWith('! ')) zone.expectations.push(expectation(line))
  else if (line.startsWith('fault ')) zone.faults.push(fault(line))
  else if (line.startsWith('on ')) zone.overrides.push(override(line, zone, keys))
  else zone.records.push(zoneRecord(line, zone, keys))
}

/**
 * Reads zone text. Grammar, one item a line, `#` starts a comment line:
 * - `zone <origin> [ns=a,b] [parent=a,b|none] [soa=serial,refresh,retry,expire,minimum] [flag=entnx,bogus,signed,...]`
 * - `<label|@> <ttl> <TYPE> <rdata>`, names in the data absolute
 * - `on <server> <record>` or `on <server> serial <n>`: what one server says instead
 * - `? key=value ...` settings of the project, `! <check> <verdict> [key=value ...]` expected result
 * - `fault <server|*> <name> <type|*> <fault> [udp|tcp]`
 *
 * Throws `ZoneTextError` for a line it cannot read and for a zone that occurs twice.
 */
export function parseZones(text: string, keys: KeyMaterial = {}): Zone[] {
  const zones = new Map<string, Zone>()
  let zone: Zone | undefined
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('zone ')) {
      zone = zoneHeader(line)
      if (zones.has(zone.origin)) throw new ZoneTextError(`zone text: ${zone.origin} occurs twice`)
      zones.set(zone.origin, zone)
    } else {
      readLine(line, zone ?? bad(line), keys)
    }
  }
  return [...zones.values()]
}
