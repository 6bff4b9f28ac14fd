import type { z } from 'zod'
import { bareTarget } from '../engine/target'
import type { DnsHost } from '../evidence/dns-hosts'
import type { dnsStaging } from '../evidence/dns-staging'
import check from './dns-environment-separation'
import { cases, timedOut } from './shared/cases'
import { address, family, givenHost, missingHost } from './shared/dns-host-given'
import { givenDomain } from './shared/zone-given'

type Staging = z.infer<typeof dnsStaging.schema>

const whole = givenDomain()
const at = (
  name: string,
  addresses: string[],
  aliases: string[] = [],
  more: Partial<Staging['hosts'][number]> = {},
) => ({
  name,
  registered: true,
  aliases,
  status: addresses.length > 0 ? ('answer' as const) : ('nxdomain' as const),
  addresses,
  ...more,
})
const given = (hosts: Staging['hosts'], production: DnsHost[], more: Partial<Staging> = {}) => ({
  whole,
  staging: { domain: 'acme.io', hosts, asked: [], unanswered: [], ...more },
  dns: { domain: 'acme.io', hosts: production, others: [] },
})
const app = givenHost('app.acme.io', { v4: family(address('203.0.113.2')) })
const alias = (name: string, ...to: string[]) =>
  givenHost(name, { chain: to.map((target, index) => ({ from: to[index - 1] ?? name, to: target, ttl: 300 })) })

cases(check, {
  'staging is an alias of app': {
    given: given([at('staging.acme.io', ['203.0.113.2'], ['app.acme.io'])], [app]),
    verdict: 'fail',
    codes: ['alias'],
    says: ['staging.acme.io is an alias of app.acme.io'],
  },
  'staging reaches app by two aliases': {
    given: given([at('staging.acme.io', ['203.0.113.2'], ['web.acme.io', 'app.acme.io'])], [app]),
    verdict: 'fail',
  },
  'www is an alias of staging': {
    given: given([at('staging.acme.io', ['203.0.113.9'])], [alias('www.acme.io', 'staging.acme.io')]),
    verdict: 'fail',
    says: ['www.acme.io is an alias of staging.acme.io'],
  },
  'both have the same single address': {
    given: given([at('staging.acme.io', ['203.0.113.2'])], [app]),
    verdict: 'warn',
    codes: ['address'],
  },
  'both at Vercel, by alias': {
    given: given(
      [at('staging.acme.io', ['76.76.21.21'], ['cname.vercel-dns.com'])],
      [alias('www.acme.io', 'cname.vercel-dns.com')],
    ),
    verdict: 'unknown',
    codes: ['platform'],
    says: ['Vercel'],
  },
  'both behind Cloudflare, same addresses': {
    given: given(
      [at('staging.acme.io', ['104.16.1.1'])],
      [givenHost('app.acme.io', { v4: family(address('104.16.1.1')) })],
    ),
    verdict: 'unknown',
    codes: ['platform'],
  },
  'an alias of app at a shared platform is still an alias of app': {
    given: given(
      [at('staging.acme.io', ['76.76.21.21'], ['app.acme.io', 'cname.vercel-dns.com'])],
      [alias('app.acme.io', 'cname.vercel-dns.com')],
    ),
    verdict: 'fail',
  },
  'different addresses': {
    given: given([at('staging.acme.io', ['203.0.113.99'])], [app]),
    verdict: 'pass',
    codes: ['ok'],
  },
  'names of two load balancers': {
    given: given(
      [at('staging.acme.io', ['203.0.113.99'], ['staging-1.eu-west-1.elb.amazonaws.com'])],
      [alias('app.acme.io', 'prod-2.eu-west-1.elb.amazonaws.com')],
    ),
    verdict: 'pass',
  },
  'a found host, not listed': {
    given: given([at('dev.acme.io', ['203.0.113.2'], [], { registered: false })], [app], { asked: ['dev.acme.io'] }),
    verdict: 'warn',
    codes: ['address'],
  },
  'docs may share the place of staging': {
    given: given(
      [at('staging.acme.io', ['203.0.113.2'])],
      [givenHost('docs.acme.io', { role: 'docs', v4: family(address('203.0.113.2')) })],
    ),
    verdict: 'unknown',
    codes: ['noProduction'],
  },
  'staging has no address': { given: given([at('staging.acme.io', [])], [app]), verdict: 'pass', codes: ['gone'] },
  'staging runs into a time-out': {
    given: given([at('staging.acme.io', [], [], { status: 'timeout' })], [app]),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'no staging host found, none listed': {
    given: given([], [app], { asked: ['staging.acme.io'] }),
    verdict: 'unknown',
    codes: ['ask'],
  },
  'there is none, as the profile says': {
    given: given([], [app], { asked: ['staging.acme.io'], unanswered: ['staging.acme.io'] }),
    target: { ...bareTarget('acme.io'), profile: { hasStaging: false } },
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'the profile says there is none, but one was found': {
    given: given([at('dev.acme.io', ['203.0.113.2'], ['app.acme.io'], { registered: false })], [app]),
    target: { ...bareTarget('acme.io'), profile: { hasStaging: false } },
    verdict: 'fail',
    codes: ['alias'],
  },
  'the questions for usual names were not answered': {
    given: given([], [app], { asked: ['staging.acme.io'], unanswered: ['staging.acme.io'] }),
    verdict: 'unknown',
    codes: ['askAgain'],
  },
  'the domain does not exist': {
    given: { ...given([], [missingHost('acme.io')]), whole: givenDomain({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'we could not look': { given: { ...given([], []), staging: timedOut() }, verdict: 'unknown' },
})
