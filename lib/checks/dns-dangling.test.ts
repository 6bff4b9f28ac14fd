import type { z } from 'zod'
import type { dnsDangling } from '../evidence/dns-dangling'
import check from './dns-dangling'
import { cases, timedOut } from './shared/cases'

type Reference = z.infer<typeof dnsDangling.schema>['references'][number]

const base: Reference = {
  from: 'blog.acme.io',
  via: 'alias',
  target: 'acme.host.net',
  status: 'resolves',
  targetDomain: 'host.net',
  inOwnZone: false,
  domainExists: 'yes',
  registered: 'unknown',
}
const given = (changes: Partial<Reference>, subZones: z.infer<typeof dnsDangling.schema>['subZones'] = []) => ({
  dns: { domain: 'acme.io', references: [{ ...base, ...changes }], subZones },
})
const azure = { name: 'Azure App Service', rule: 'claimable' as const }
const unregistered = {
  target: 'd.unreg.io',
  targetDomain: 'unreg.io',
  status: 'nxdomain' as const,
  domainExists: 'no' as const,
}
const lame = (isOnSharedHost: boolean) => ({
  name: 'preview.acme.io',
  servers: [{ ns: 'ns-1.awsdns-01.org', status: 'refused' }],
  isLame: true,
  isOnSharedHost,
})

cases(check, {
  'records that could not be read': {
    given: { dns: { domain: 'acme.io', references: [], subZones: [], unread: ['MX acme.io', 'blog.acme.io'] } },
    verdict: 'unknown',
    codes: ['unread'],
    says: ['where 2 names point: MX acme.io, blog.acme.io'],
  },
  'an alias of something that exists': { given: given({}), verdict: 'pass', codes: ['ok'] },
  'no record points elsewhere': {
    given: { dns: { domain: 'acme.io', references: [], subZones: [] } },
    verdict: 'pass',
    codes: ['none'],
  },
  'an alias of a claimable name that is gone': {
    given: given({ status: 'nxdomain', provider: azure }),
    verdict: 'fail',
    codes: ['claimable'],
  },
  'an alias into a domain nobody registered': {
    given: given({ ...unregistered, registered: 'no' }),
    verdict: 'fail',
    codes: ['unregistered'],
  },
  'an alias into a domain that does not exist, registry silent': {
    given: given(unregistered),
    verdict: 'warn',
    codes: ['maybeUnregistered'],
  },
  'a missing domain that is registered all the same': {
    given: given({ ...unregistered, registered: 'yes' }),
    verdict: 'warn',
    codes: ['maybeUnregistered'],
  },
  'an SPF include of a domain nobody registered': {
    given: given({ ...unregistered, from: 'acme.io', via: 'spf', registered: 'no' }),
    verdict: 'fail',
    codes: ['mailUnregistered'],
  },
  'a name server in a domain nobody registered': {
    given: given({ ...unregistered, from: 'preview.acme.io', via: 'name-server', registered: 'no' }),
    verdict: 'fail',
    codes: ['serversUnregistered'],
    says: ['A stranger can take over preview.acme.io'],
  },
  'a name server in a domain that does not exist, registry silent': {
    given: given({ ...unregistered, from: 'preview.acme.io', via: 'name-server' }),
    verdict: 'warn',
    codes: ['maybeUnregistered'],
  },
  'a name server that does not exist': {
    given: given({ from: 'preview.acme.io', via: 'name-server', target: 'ns9.host.net', status: 'nxdomain' }),
    verdict: 'warn',
    codes: ['gone'],
  },
  'a signing key behind an alias that ends at nothing': {
    given: given({ from: 's1._domainkey.acme.io', via: 'dkim', status: 'nxdomain' }),
    verdict: 'fail',
    codes: ['deadKey'],
  },
  'an alias of a missing name in the own zone': {
    given: given({ target: 'old.acme.io', targetDomain: 'acme.io', status: 'nxdomain', inOwnZone: true }),
    verdict: 'warn',
    codes: ['typo'],
  },
  'a page that says nobody holds the bucket': {
    given: given({ provider: { name: 'Amazon S3', rule: 'page' }, unclaimedPage: true }),
    verdict: 'fail',
    codes: ['claimablePage'],
  },
  'a provider that asks for proof says not found': {
    given: given({ provider: { name: 'Vercel', rule: 'guarded' }, unclaimedPage: true }),
    verdict: 'warn',
    codes: ['unclaimed'],
  },
  'a guarded name that is gone': {
    given: given({ status: 'nxdomain', provider: { name: 'Heroku', rule: 'guarded' } }),
    verdict: 'warn',
    codes: ['unclaimed'],
  },
  'a page of a provider without its words': {
    given: given({ provider: { name: 'Vercel', rule: 'guarded' }, unclaimedPage: false }),
    verdict: 'pass',
  },
  'an alias of a missing name elsewhere': { given: given({ status: 'nxdomain' }), verdict: 'warn', codes: ['gone'] },
  'a delegated name without a zone at a shared DNS host': {
    given: given({}, [lame(true)]),
    verdict: 'fail',
    codes: ['ok', 'lameShared'],
  },
  'a delegated name without a zone elsewhere': {
    given: given({}, [lame(false)]),
    verdict: 'warn',
    codes: ['ok', 'lame'],
  },
  'a delegated name whose servers answer': { given: given({}, [{ ...lame(true), isLame: false }]), verdict: 'pass' },
  'a target that timed out': {
    given: given({ status: 'unknown', domainExists: 'unknown' }),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'we could not look': { given: { dns: timedOut() }, verdict: 'unknown' },
})
