import { describe, expect, it } from 'vitest'
import { parseDmarc } from './dmarc-record'
import { discoverDmarc, effectivePolicy, walkNames } from './dmarc-walk'

describe('parseDmarc', () => {
  const rows: Record<string, [string, Record<string, unknown>]> = {
    'plain record': [
      'v=DMARC1; p=reject; rua=mailto:d@acme.test',
      { kind: 'dmarc', p: 'reject', acts: 'policy', problems: [] },
    ],
    'white space around everything': [
      'v = DMARC1 ; p = reject ; rua = mailto:d@acme.test',
      { kind: 'dmarc', p: 'reject', problems: [] },
    ],
    'trailing separator only': ['v=DMARC1;', { kind: 'dmarc', acts: 'ignored', problems: ['p-missing'] }],
    'policy in upper case': ['v=DMARC1; p=Reject', { p: 'reject', problems: [] }],
    'lower-case version': ['v=dmarc1; p=reject', { kind: 'near-miss', why: 'version-case' }],
    'no separator': ['v=DMARC1 p=reject', { kind: 'near-miss', why: 'missing-separator' }],
    'other version': ['v=DMARC2; p=reject', { kind: 'near-miss', why: 'version-typo' }],
    quoted: ['"v=DMARC1; p=reject"', { kind: 'near-miss', why: 'quoted' }],
    'leading space': [' v=DMARC1; p=reject', { kind: 'near-miss', why: 'leading-space' }],
    'version in second place': ['p=reject; v=DMARC1', { kind: 'near-miss', why: 'version-not-first' }],
    'something else': ['google-site-verification=zz', { kind: 'unrelated' }],
    'broken policy with reports': [
      'v=DMARC1; p=quarentine; rua=mailto:d@acme.test',
      { acts: 'monitor', problems: ['p-invalid'] },
    ],
    'broken policy without reports': ['v=DMARC1; p=quarentine', { acts: 'ignored' }],
    'broken subdomain policy with reports': ['v=DMARC1; p=reject; sp=x; rua=mailto:d@a.test', { acts: 'monitor' }],
    'no policy with reports': ['v=DMARC1; rua=mailto:d@acme.test', { acts: 'monitor', problems: ['p-missing'] }],
    'broken report address does not count': ['v=DMARC1; rua=d@acme.test', { acts: 'ignored' }],
    'repeated tag': ['v=DMARC1; p=none; p=reject', { acts: 'ignored', problems: ['duplicate-tag'] }],
    'removed tags': [
      'v=DMARC1; p=reject; pct=10; ri=60',
      { removed: ['pct', 'ri'], pct: 10, problems: ['removed-tag'] },
    ],
    'policy not in second place': [
      'v=DMARC1; rua=mailto:d@a.test; p=none',
      { acts: 'policy', problems: ['p-not-second'] },
    ],
    'size suffix': ['v=DMARC1; p=none; rua=mailto:d@a.test!10m', { problems: ['size-suffix'] }],
    'unknown tag': ['v=DMARC1; p=none; x=y', { acts: 'policy', problems: [] }],
    'strict alignment and test mode': ['v=DMARC1; p=none; adkim=s; aspf=S; t=y', { adkim: 's', aspf: 's', test: true }],
  }
  for (const [name, [text, expected]] of Object.entries(rows)) {
    it(name, () => expect(parseDmarc(text)).toMatchObject(expected))
  }
})

const discover = (domain: string, zone: Record<string, string[] | 'error'>) =>
  discoverDmarc({
    domain,
    lookup: async (name) => {
      const found = zone[name]
      if (found === 'error') return { status: 'error', texts: [] }
      return found === undefined ? { status: 'void', texts: [] } : { status: 'found', texts: found }
    },
  })

describe('discoverDmarc', () => {
  it('asks at most eight names and jumps over the labels of very long ones', () => {
    expect(walkNames('a.b.acme.test')).toEqual(['a.b.acme.test', 'b.acme.test', 'acme.test', 'test'])
    const long = walkNames('a.b.c.d.e.f.g.h.i.acme.test')
    expect(long).toHaveLength(8)
    expect(long.slice(0, 2)).toEqual(['a.b.c.d.e.f.g.h.i.acme.test', 'e.f.g.h.i.acme.test'])
  })

  it('prefers the own record and still finds the organisation', async () => {
    const zone = { '_dmarc.mail.acme.test': ['v=DMARC1; p=none'], '_dmarc.acme.test': ['v=DMARC1; p=reject'] }
    expect(await discover('mail.acme.test', zone)).toMatchObject({
      policyDomain: 'mail.acme.test',
      inherited: false,
      organisation: 'acme.test',
    })
  })

  it('takes the record with the fewest labels, not the nearest one', async () => {
    const zone = {
      '_dmarc.tree.test': ['v=DMARC1; p=reject; sp=quarantine'],
      '_dmarc.b.tree.test': ['v=DMARC1; p=none'],
    }
    const found = await discover('a.b.tree.test', zone)
    expect(found).toMatchObject({ policyDomain: 'tree.test', organisation: 'tree.test', inherited: true })
    expect(effectivePolicy(found, true)).toEqual({ policy: 'quarantine', tag: 'sp', lowered: false })
  })

  it('stops at psd=n', async () => {
    const zone = { '_dmarc.psdn.test': ['v=DMARC1; p=reject'], '_dmarc.team.psdn.test': ['v=DMARC1; p=none; psd=n'] }
    expect(await discover('mail.team.psdn.test', zone)).toMatchObject({
      policyDomain: 'team.psdn.test',
      organisation: 'team.psdn.test',
    })
  })

  it('takes the name below psd=y as organisation and the suffix policy without its own', async () => {
    const zone = { '_dmarc.gov.test': ['v=DMARC1; p=reject; psd=y; np=reject'] }
    expect(await discover('www.agency.gov.test', zone)).toMatchObject({
      policyDomain: 'gov.test',
      organisation: 'agency.gov.test',
    })
  })

  it('asks no further where the name itself is a suffix', async () => {
    const zone = { '_dmarc.gov.test': ['v=DMARC1; p=none; psd=y'], '_dmarc.test': ['v=DMARC1; p=reject'] }
    const found = await discover('gov.test', zone)
    expect(found).toMatchObject({ policyDomain: 'gov.test', organisation: 'gov.test' })
    expect(found.steps.map((step) => step.domain)).toEqual(['gov.test'])
  })

  it('ignores two records at one name', async () => {
    const zone = { '_dmarc.acme.test': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] }
    expect((await discover('acme.test', zone)).policyDomain).toBeUndefined()
  })

  it('is unsure when a question on the way failed', async () => {
    expect(await discover('mail.acme.test', { '_dmarc.acme.test': 'error' })).toMatchObject({ unsure: true })
    const own = { '_dmarc.mail.acme.test': ['v=DMARC1; p=none'], '_dmarc.test': 'error' as const }
    expect(await discover('mail.acme.test', own)).toMatchObject({ unsure: false })
  })
})

describe('effectivePolicy', () => {
  const own = async (record: string, domain = 'acme.test', exists = true) =>
    effectivePolicy(await discover(domain, { '_dmarc.acme.test': [record] }), exists)

  it('uses p for the domain, sp below it, np for names that do not exist', async () => {
    const record = 'v=DMARC1; p=reject; sp=quarantine; np=none'
    expect(await own(record)).toMatchObject({ policy: 'reject', tag: 'p' })
    expect(await own(record, 'a.acme.test')).toMatchObject({ policy: 'quarantine', tag: 'sp' })
    expect(await own(record, 'a.acme.test', false)).toMatchObject({ policy: 'none', tag: 'np' })
  })

  it('lowers by one level in test mode', async () => {
    expect(await own('v=DMARC1; p=reject; t=y')).toEqual({ policy: 'quarantine', tag: 'p', lowered: true })
    expect(await own('v=DMARC1; p=quarantine; t=y')).toMatchObject({ policy: 'none', lowered: true })
  })

  it('is none for a broken policy somebody gets reports for, and undefined without a record', async () => {
    expect(await own('v=DMARC1; p=x; rua=mailto:d@a.test')).toMatchObject({ policy: 'none' })
    expect(await own('v=DMARC1; p=x')).toBeUndefined()
  })
})
