import type { Answer, DecodedPacket } from 'dns-packet'
import { decode } from 'dns-packet'
import { isSameName } from './name'
import { toRecord } from './records'
import type { DnsAnswer, DnsStatus, DnsType, Rr } from './types'
import { isWhole } from './whole'

/** Everything that makes a question on the wire. */
export type Question = {
  /** A name from `toWireName`. */
  name: string
  type: DnsType
  rd: boolean
  cd: boolean
  dnssec: boolean
}

/** What a reply says, without who was asked. */
export type Reply = Pick<
  DnsAnswer,
  'status' | 'records' | 'cnameChain' | 'soa' | 'delegation' | 'glue' | 'aa' | 'ad' | 'tc' | 'rcode' | 'ede'
>

const TYPE_NUMBERS: Record<DnsType, number> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  DNAME: 39,
  DS: 43,
  RRSIG: 46,
  DNSKEY: 48,
  TLSA: 52,
  HTTPS: 65,
  SPF: 99,
  CAA: 257,
}

/** UDP size that avoids fragments on every usual path (DNS flag day 2020). */
const UDP_SIZE = 1232
const MAX_RECORDS = 200
const MAX_EXTRA_RECORDS = 40
const MAX_ALIASES = 16

const RCODES: Record<number, string> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  6: 'YXDOMAIN',
  7: 'YXRRSET',
  8: 'NXRRSET',
  9: 'NOTAUTH',
  10: 'NOTZONE',
  16: 'BADVERS',
}

const RCODE_STATUS: Record<string, DnsStatus> = {
  NXDOMAIN: 'nxdomain',
  REFUSED: 'refused',
  NOTAUTH: 'refused',
  FORMERR: 'formerr',
  NOTIMP: 'formerr',
  BADVERS: 'formerr',
}

function encodeName(name: string): Buffer {
  if (name === '.') return Buffer.from([0])
  const labels = name
    .split('.')
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'ascii')]))
  return Buffer.concat([...labels, Buffer.from([0])])
}

/** Encodes a question (RFC 1035 section 4), with an EDNS(0) record (RFC 6891) unless told otherwise. */
export function encodeQuestion(question: Question, id: number, edns: boolean): Buffer {
  const header = Buffer.alloc(12)
  header.writeUInt16BE(id, 0)
  header.writeUInt16BE((question.rd ? 0x0100 : 0) | (question.cd ? 0x0010 : 0), 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(edns ? 1 : 0, 10)
  const tail = Buffer.alloc(4)
  tail.writeUInt16BE(TYPE_NUMBERS[question.type], 0)
  tail.writeUInt16BE(1, 2)
  const parts = [header, encodeName(question.name), tail]
  if (edns) {
    const opt = Buffer.alloc(11)
    opt.writeUInt16BE(41, 1)
    opt.writeUInt16BE(UDP_SIZE, 3)
    opt.writeUInt16BE(question.dnssec ? 0x8000 : 0, 7)
    parts.push(opt)
  }
  return Buffer.concat(parts)
}

/** Name of the type as dns-packet spells it. */
function packetType(type: DnsType): string {
  return type === 'HTTPS' ? 'UNKNOWN_65' : type
}

function isReplyTo(packet: DecodedPacket, question: Question, id: number): boolean {
  if (!packet.flag_qr || packet.id !== id) return false
  const [asked] = packet.questions ?? []
  // A server that could not read the question may leave it out of its error (RFC 1035 section 4.1.1).
  if (asked === undefined) return rcodeOf(packet) !== 0
  return isSameName(asked.name, question.name) && String(asked.type) === packetType(question.type)
}

function optOf(packet: DecodedPacket) {
  for (const extra of packet.additionals ?? []) if (extra.type === 'OPT') return extra
  return undefined
}

function rcodeOf(packet: DecodedPacket): number {
  return ((packet.flags ?? 0) & 0x0f) | ((optOf(packet)?.extendedRcode ?? 0) << 4)
}

/** The code of a reply by its name, `RCODE…` where it has none. */
export function rcodeName(packet: DecodedPacket): string {
  const code = rcodeOf(packet)
  return RCODES[code] ?? `RCODE${code}`
}

/** Extended errors (RFC 8914): two bytes of code, then text of the server's choice. */
function extendedErrors(packet: DecodedPacket): { code: number; text: string }[] {
  const options: readonly { code: number; data?: Buffer | undefined }[] = optOf(packet)?.options ?? []
  return options.slice(0, 8).flatMap(({ code, data }) => {
    if (code !== 15 || data === undefined || data.length < 2) return []
    return [{ code: data.readUInt16BE(0), text: data.toString('utf8', 2).replace(/\0+$/, '').slice(0, 200) }]
  })
}

function recordsOf(answers: readonly Answer[] | undefined, limit: number): Rr[] {
  return (answers ?? []).slice(0, limit).flatMap((answer) => toRecord(answer) ?? [])
}

/** Follows the aliases inside one reply and returns the chain and the name at its end. */
function followAliases(answers: readonly Rr[], start: string): { chain: DnsAnswer['cnameChain']; end: string } {
  const chain: DnsAnswer['cnameChain'] = []
  const seen = new Set([start.toLowerCase()])
  let end = start
  while (chain.length < MAX_ALIASES) {
    const alias = answers.find((record) => record.type === 'CNAME' && isSameName(record.name, end))
    if (alias?.type !== 'CNAME') break
    chain.push({ name: alias.name, target: alias.target, ttl: alias.ttl })
    end = alias.target
    if (seen.has(end.toLowerCase())) break
    seen.add(end.toLowerCase())
  }
  return { chain, end }
}

function isOfType(record: Rr, question: Question): boolean {
  const rrtype = record.type === 'OTHER' ? record.rrtype : record.type
  return rrtype === packetType(question.type) || (question.dnssec && rrtype === 'RRSIG')
}

function statusOf(rcode: string, records: readonly Rr[], packet: DecodedPacket, authority: readonly Rr[]): DnsStatus {
  if (rcode !== 'NOERROR') return RCODE_STATUS[rcode] ?? 'servfail'
  if (records.length > 0) return 'answer'
  const hasSoa = authority.some((record) => record.type === 'SOA')
  const hasNs = authority.some((record) => record.type === 'NS')
  return hasNs && !hasSoa && !packet.flag_aa && (packet.answers ?? []).length === 0 ? 'referral' : 'nodata'
}

/** Reads a decoded reply: status, alias chain, records at its end, negative SOA, delegation and flags. */
function readReply(packet: DecodedPacket, question: Question): Reply {
  const answers = recordsOf(packet.answers, MAX_RECORDS)
  const authority = recordsOf(packet.authorities, MAX_EXTRA_RECORDS)
  const extra = recordsOf(packet.additionals, MAX_EXTRA_RECORDS)
  const { chain, end } =
    question.type === 'CNAME' ? { chain: [], end: question.name } : followAliases(answers, question.name)
  const records = answers.filter((record) => isSameName(record.name, end) && isOfType(record, question))
  const rcode = rcodeName(packet)
  const soa = authority.find((record) => record.type === 'SOA')
  return {
    status: statusOf(rcode, records, packet, authority),
    records,
    cnameChain: chain,
    ...(soa?.type === 'SOA' && {
      soa: { zone: soa.name, minimum: soa.minimum, serial: soa.serial, ttl: soa.ttl },
    }),
    delegation: authority.filter(
      (record) => record.type === 'NS' || (record.type === 'OTHER' && record.rrtype === 'DS'),
    ),
    glue: extra.filter((record) => record.type === 'A' || record.type === 'AAAA'),
    aa: packet.flag_aa,
    ad: packet.flag_ad,
    tc: packet.flag_tc,
    rcode,
    ede: extendedErrors(packet),
  }
}

/** The reply in a packet, or undefined when the packet is garbage or belongs to another question. */
export function decodeReply(bytes: Buffer, question: Question, id: number): Reply | undefined {
  if (!isWhole(bytes)) return decodeTruncated(bytes, id)
  try {
    const packet = decode(bytes)
    return isReplyTo(packet, question, id) ? readReply(packet, question) : undefined
  } catch {
    return decodeTruncated(bytes, id)
  }
}

/** Whether a reply has the record by which a server says that it speaks EDNS (RFC 6891 section 6.1.1). */
export function speaksEdns(bytes: Buffer): boolean {
  try {
    return optOf(decode(bytes)) !== undefined
  } catch {
    return false
  }
}

/** A truncated reply may end inside a record; its header still tells to ask again over TCP. */
function decodeTruncated(bytes: Buffer, id: number): Reply | undefined {
  if (bytes.length < 12 || bytes.readUInt16BE(0) !== id) return undefined
  const flags = bytes.readUInt16BE(2)
  if ((flags & 0x8200) !== 0x8200) return undefined
  const none = { records: [], cnameChain: [], delegation: [], glue: [], ede: [] }
  return { ...none, status: 'truncated', aa: (flags & 0x0400) !== 0, ad: false, tc: true, rcode: 'NOERROR' }
}
