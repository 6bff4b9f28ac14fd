import type { Answer, DecodedPacket, PacketOpt } from 'dns-packet'
import { AUTHENTIC_DATA, AUTHORITATIVE_ANSWER, encode, RECURSION_AVAILABLE, TRUNCATED_RESPONSE } from 'dns-packet'
import { keyAnswer, signatureAnswer } from './signing'
import type { ViewReply } from './views'
import type { ServedZone } from './zone-data'
import type { ZoneRecord } from './zone-text'

const RCODES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const

export type Rcode = keyof typeof RCODES

const CLASSIC_UDP_SIZE = 512

/** The published types know fewer option codes than the encoder, which accepts any code with data. */
function option(code: number, data: Buffer): PacketOpt {
  return { code, data } as unknown as PacketOpt
}

function soaAnswer({ soa, zone }: ServedZone, name: string): Answer {
  const mname = soa.data.kind === 'name' ? soa.data.target : ''
  return {
    name,
    type: 'SOA',
    ttl: soa.ttl,
    class: 'IN',
    data: {
      ...zone.soa,
      mname,
      rname: zone.origin === '.' ? 'hostmaster' : `hostmaster.${zone.origin}`,
      serial: soa.serial,
    },
  }
}

function addressType(type: string): 'A' | 'AAAA' {
  return type === 'AAAA' ? 'AAAA' : 'A'
}

function nameType(type: string): 'CNAME' | 'NS' | 'PTR' | 'DNAME' {
  return type === 'NS' || type === 'PTR' || type === 'DNAME' ? type : 'CNAME'
}

/** RFC 1035 section 3.3: a character-string holds 255 bytes; a longer text is written as several. */
function characterStrings(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const count = Math.max(1, Math.ceil(bytes.length / 255))
  return Array.from({ length: count }, (_unused, index) => bytes.subarray(index * 255, (index + 1) * 255))
}

function recordAnswer({ name, ttl, type, data }: ZoneRecord): Answer {
  const owner = { name, ttl, class: 'IN' as const }
  switch (data.kind) {
    case 'address':
      return { ...owner, type: addressType(type), data: data.address }
    case 'name':
      return { ...owner, type: nameType(type), data: data.target }
    case 'mx':
      return { ...owner, type: 'MX', data: { preference: data.preference, exchange: data.exchange } }
    case 'txt':
      if (type === 'SPF') return oldSpfAnswer(owner, data.strings)
      return { ...owner, type: 'TXT', data: data.strings.flatMap(characterStrings) }
    case 'caa':
      return { ...owner, type: 'CAA', data: { flags: data.flags, tag: caaTag(data.tag), value: data.value } }
    case 'tlsa': {
      const { usage, selector, matchingType } = data
      const certificate = Buffer.from(data.certificate, 'hex')
      return { ...owner, type: 'TLSA', data: { usage, selector, matchingType, certificate } }
    }
    case 'ds': {
      const { keyTag, algorithm, digestType } = data
      return { ...owner, type: 'DS', data: { keyTag, algorithm, digestType, digest: Buffer.from(data.digest, 'hex') } }
    }
  }
}

/** The encoder writes the obsolete type 99 as bytes; the published types do not name it. */
function oldSpfAnswer(owner: { name: string; ttl: number; class: 'IN' }, strings: readonly string[]): Answer {
  const parts = strings.flatMap(characterStrings).map((part) => Buffer.concat([Buffer.from([part.length]), part]))
  return { ...owner, type: 'SPF', data: Buffer.concat(parts) } as unknown as Answer
}

/** The published types list three tags; the encoder writes any, and unknown tags are what some zones are about. */
function caaTag(tag: string): 'issue' {
  return tag as 'issue'
}

function optOf(query: DecodedPacket) {
  for (const extra of query.additionals ?? []) if (extra.type === 'OPT') return extra
  return undefined
}

/** Whether the question came with EDNS, and whether it asked for signatures. */
export function ednsOf(query: DecodedPacket): { size: number; wantsSignatures: boolean } | undefined {
  const opt = optOf(query)
  return opt === undefined ? undefined : { size: opt.udpPayloadSize, wantsSignatures: opt.flag_do }
}

function optAnswer(reply: { ede?: { code: number; text: string } }): Answer {
  const data = Buffer.concat([Buffer.from([0, reply.ede?.code ?? 0]), Buffer.from(reply.ede?.text ?? '')])
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: 1232,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: reply.ede === undefined ? [] : [option(15, data)],
  }
}

export type ReplyOptions = {
  recursive: boolean
  transport: 'udp' | 'tcp'
  served: (name: string) => ServedZone | undefined
  /** Set TC and leave everything out, whatever the size. */
  truncate?: boolean
  id?: number
}

/** What a signed zone adds to an answer for whoever asks for signatures: its key, and a signature over the asked set. */
function signed(query: DecodedPacket, reply: ViewReply, options: ReplyOptions): Answer[] {
  const [question] = query.questions ?? []
  const name = (question?.name ?? '').toLowerCase()
  const zone = options.served(name)?.zone
  if (question === undefined || zone?.flags.includes('signed') !== true || reply.rcode !== 'NOERROR') return []
  const keys = question.type === 'DNSKEY' && name === zone.origin ? [keyAnswer(name)] : []
  const hasAnswer = keys.length > 0 || reply.answers.some((record) => record.type === question.type)
  const wantsSignature = hasAnswer && ednsOf(query)?.wantsSignatures === true
  return wantsSignature ? [...keys, signatureAnswer(zone, name, question.type)] : keys
}

/** Encodes what a view said; the question keeps its spelling, a UDP reply over the offered size gets TC. */
export function encodeReply(query: DecodedPacket, reply: ViewReply, options: ReplyOptions): Buffer {
  const toAnswers = (record: ZoneRecord): Answer[] => {
    const zone = record.type === 'SOA' ? options.served(record.name) : undefined
    return [zone === undefined ? recordAnswer(record) : soaAnswer(zone, record.name)]
  }
  const asked = query.questions?.[0]?.name ?? ''
  const keepSpelling = (answer: Answer): Answer =>
    answer.name === asked.toLowerCase() ? { ...answer, name: asked } : answer
  const flags =
    RCODES[reply.rcode] |
    (reply.aa ? AUTHORITATIVE_ANSWER : 0) |
    (options.recursive ? RECURSION_AVAILABLE : 0) |
    (options.recursive &&
    reply.rcode === 'NOERROR' &&
    options.served(asked.toLowerCase())?.zone.flags.includes('signed')
      ? AUTHENTIC_DATA
      : 0) |
    ((query.flags ?? 0) & 0x0110)
  const extra = signed(query, reply, options)
  const authorities = extra.some(({ type }) => type === 'DNSKEY') ? [] : reply.authorities
  const edns = ednsOf(query)
  const base = { type: 'response' as const, id: options.id ?? query.id ?? 0, questions: query.questions ?? [] }
  const opt = edns === undefined ? [] : [optAnswer(reply)]
  const whole = encode({
    ...base,
    flags,
    answers: [...reply.answers.flatMap(toAnswers), ...extra].map(keepSpelling),
    authorities: authorities.flatMap((entry) =>
      'soaOf' in entry ? [soaAnswer(entry.soaOf, entry.soaOf.zone.origin)] : toAnswers(entry),
    ),
    additionals: [...reply.additionals.flatMap(toAnswers), ...opt],
  })
  const limit = options.transport === 'tcp' ? 65_535 : Math.max(edns?.size ?? CLASSIC_UDP_SIZE, CLASSIC_UDP_SIZE)
  if (whole.length <= limit && options.truncate !== true) return whole
  return encode({ ...base, flags: flags | TRUNCATED_RESPONSE, answers: [], additionals: opt })
}

/** A reply with a code and nothing else, as servers send it that cannot read the question. */
export function encodeError(query: DecodedPacket, rcode: Rcode): Buffer {
  return encode({ type: 'response', id: query.id ?? 0, flags: RCODES[rcode], questions: query.questions ?? [] })
}
