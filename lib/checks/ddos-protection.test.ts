import { bareTarget } from '../engine/target'
import type { EdgeHost } from '../evidence/web-edge'
import check from './ddos-protection'
import { cases, timedOut } from './shared/cases'
import { edgeHost, edgeOf, proxied } from './shared/edge/given'

const given = (...hosts: EdgeHost[]) => ({ edge: edgeOf(hosts) })

cases(check, {
  'Cloudflare, confirmed': { given: given(proxied('acme.io')), verdict: 'pass', codes: ['ok'] },
  'Cloudflare by its headers only': {
    given: given(edgeHost('acme.io', { headers: [['cf-ray', '8a1-FRA']] })),
    verdict: 'warn',
    codes: ['likely'],
  },
  'load balancer of AWS': {
    given: given(edgeHost('acme.io', { aliases: ['web-1.eu-west-1.elb.amazonaws.com'] })),
    verdict: 'warn',
    codes: ['packets'],
  },
  'CloudFront, confirmed': {
    given: given(edgeHost('acme.io', { headers: [['x-amz-cf-id', 'abc']], aliases: ['d1.cloudfront.net'] })),
    verdict: 'warn',
    codes: ['packets'],
  },
  'one server of one’s own': { given: given(edgeHost('acme.io')), verdict: 'fail', codes: ['direct'] },
  'Vercel, confirmed': {
    given: given(edgeHost('acme.io', { addresses: ['76.76.21.21'], headers: [['x-vercel-id', 'fra1::x']] })),
    verdict: 'pass',
  },
  'Vercel by its headers only': {
    given: given(edgeHost('acme.io', { headers: [['x-vercel-id', 'fra1::x']] })),
    verdict: 'pass',
  },
  'Cloudflare in front of Render': {
    given: given(
      proxied('acme.io', {
        headers: [
          ['x-render-origin-server', 'Render'],
          ['cf-ray', '8a1-FRA'],
        ],
      }),
    ),
    verdict: 'pass',
  },
  'API direct while www is proxied': {
    given: given(proxied('www.acme.io', { roles: ['www'] }), edgeHost('api.acme.io', { roles: ['api'] })),
    verdict: 'warn',
    codes: ['ok', 'oneDirect'],
    says: ['api.acme.io offline'],
  },
  'only the Server text': {
    given: given(edgeHost('acme.io', { headers: [['server', 'cloudflare']] })),
    verdict: 'unknown',
    codes: ['hint'],
  },
  'mail host and documents beside the proxy': {
    given: given(
      proxied('acme.io'),
      edgeHost('mx.acme.io', { mail: true, answered: false }),
      edgeHost('docs.acme.io', { roles: ['docs'] }),
    ),
    verdict: 'pass',
  },
  'host that does not answer': {
    given: given(edgeHost('acme.io', { answered: false, headers: [] })),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'refused as a bot by the protection itself': {
    given: given(proxied('acme.io', { wall: 'cloudflare' })),
    verdict: 'pass',
  },
  'DNS failed': { given: given(edgeHost('acme.io', { state: 'dns-failed', addresses: [] })), verdict: 'unknown' },
  'our time was up': { given: { edge: timedOut() }, verdict: 'unknown' },
  'no web host': {
    given: given(edgeHost('mx.acme.io', { mail: true })),
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'no public site': {
    given: given(edgeHost('acme.io', { roles: ['apex'] })),
    target: { ...bareTarget('acme.io'), profile: { publicSite: false } },
    verdict: 'not-applicable',
    codes: ['closed'],
  },
})
