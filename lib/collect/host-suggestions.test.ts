import { describe, expect, it } from 'vitest'
import { documentsOf, pageOf } from '../checks/shared/documents-given'
import type { Outcome } from '../engine/evidence'
import { bareTarget, type Target } from '../engine/target'
import { hostSuggestions } from '../evidence/host-suggestions'
import type { DnsAnswer, DnsStatus } from '../net/dns/types'
import collector from './host-suggestions'

type Zone = Readonly<Record<string, string[] | DnsStatus>>

const EMPTY: Omit<DnsAnswer, 'status' | 'name' | 'type' | 'records'> = {
  cnameChain: [],
  delegation: [],
  glue: [],
  aa: false,
  ad: false,
  tc: false,
  rcode: 'NOERROR',
  ede: [],
  server: '127.0.0.1:53',
  transport: 'udp',
  ms: 1,
  attempts: [],
  at: '2026-11-20T12:00:00Z',
}

function answerOf(name: string, type: string, found: string[] | DnsStatus | undefined): DnsAnswer {
  const values = Array.isArray(found) ? found : []
  const isRight = (value: string): boolean => value.includes(':') === (type === 'AAAA')
  const records = values
    .filter(isRight)
    .map((address) => ({ name, ttl: 60, type: type === 'A' ? ('A' as const) : ('AAAA' as const), address }))
  const status = Array.isArray(found) ? (records.length > 0 ? 'answer' : 'nodata') : (found ?? 'nxdomain')
  return { ...EMPTY, status, name, type, records }
}

const ok = (value: unknown): Outcome => ({ status: 'ok', value, at: 0, ms: 1 })
const late: Outcome = { status: 'error', error: { code: 'timeout' } }

type Given = { links?: string[]; usual?: string[]; caught?: string[]; zone: Zone; target?: Target; documents?: Outcome }

/** Runs the collector with evidence made of links and usual names, against a zone; tells what was asked. */
async function suggest({ links = [], usual = [], caught = [], zone, target, documents }: Given) {
  const asked: string[] = []
  const evidence = {
    documents: documents ?? ok(documentsOf([pageOf({ links })])),
    entry: late,
    tls: late,
    mx: late,
    dns: late,
    wildcard: ok({
      domain: 'acme.io',
      probes:
        caught.length === 0 ? [] : [{ below: 'acme.io', type: 'A', answers: [{ status: 'answer', values: caught }] }],
    }),
    found: ok({ domain: 'acme.io', names: usual, wildcard: caught.length > 0, unanswered: [] }),
  }
  const never = new AbortController().signal
  const value = await collector.collect(evidence, {
    signal: never,
    softDeadline: never,
    target: target ?? bareTarget('acme.io'),
    net: {
      dns: {
        resolve: async (name: string, type: string) => {
          asked.push(`${name} ${type}`)
          return answerOf(name, type, zone[name])
        },
      },
    },
    ports: undefined,
    now: () => 0,
  })
  return { value: hostSuggestions.schema.parse(value), asked }
}

describe('suggested hosts', () => {
  it('are names with an address, asked in DNS only', async () => {
    const { value, asked } = await suggest({
      links: ['https://app.acme.io/', 'https://gone.acme.io/', 'https://six.acme.io/'],
      usual: ['docs.acme.io'],
      zone: { 'app.acme.io': ['203.0.113.5'], 'six.acme.io': ['2001:db8::5'], 'docs.acme.io': ['203.0.113.6'] },
    })
    expect(value).toMatchObject({
      zone: 'acme.io',
      hosts: [
        { name: 'app.acme.io', role: 'app', dns: 'resolves' },
        { name: 'six.acme.io', role: 'other', dns: 'resolves' },
        { name: 'docs.acme.io', role: 'docs', dns: 'resolves', seen: [{ source: 'common-name' }] },
      ],
      leftOut: { gone: 1, tenants: 0, tooMany: 0 },
    })
    expect(asked).toEqual(['app.acme.io A', 'gone.acme.io A', 'six.acme.io A', 'docs.acme.io A', 'six.acme.io AAAA'])
  })

  it('of a wildcard zone are those whose name says something, never a customer', async () => {
    const { value } = await suggest({
      links: ['https://app.acme.io/', 'https://blue.acme.io/', 'https://red.acme.io/', 'https://wiki.acme.io/'],
      caught: ['203.0.113.9'],
      zone: {
        'app.acme.io': ['203.0.113.9'],
        'blue.acme.io': ['203.0.113.9'],
        'red.acme.io': ['203.0.113.9'],
        'wiki.acme.io': ['203.0.113.77'],
      },
    })
    expect(value).toMatchObject({
      hosts: [{ name: 'app.acme.io' }, { name: 'wiki.acme.io' }],
      leftOut: { tenants: 2 },
    })
  })

  it('say when DNS did not answer', async () => {
    const { value } = await suggest({ links: ['https://app.acme.io/'], zone: { 'app.acme.io': 'timeout' } })
    expect(value).toMatchObject({ hosts: [{ name: 'app.acme.io', dns: 'open' }] })
  })

  it('are still made of the rest where something could not be read, and that is said', async () => {
    const { value } = await suggest({
      documents: late,
      usual: ['docs.acme.io'],
      zone: { 'docs.acme.io': ['203.0.113.6'] },
    })
    expect(value).toMatchObject({
      hosts: [{ name: 'docs.acme.io' }],
      unread: ['pages', 'certificates', 'redirects', 'mail servers', 'aliases'],
    })
  })

  it('are at most thirty, and at most forty names are asked', async () => {
    const links = Array.from({ length: 60 }, (_, index) => `https://h${index}.acme.io/`)
    const zone = Object.fromEntries(links.map((link) => [new URL(link).hostname, ['203.0.113.5']]))
    const { value, asked } = await suggest({ links, zone })
    expect(value.hosts).toHaveLength(30)
    expect(value.leftOut).toMatchObject({ tooMany: 30 })
    expect(asked).toHaveLength(40)
  })
})
