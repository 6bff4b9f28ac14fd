import check from './edge-proxy-coverage'
import { cases, timedOut } from './shared/cases'
import { edgeHost, edgeOf, proxied } from './shared/edge/given'

const cloudflareNames = ['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com']

cases(check, {
  'all hosts proxied': {
    given: { edge: edgeOf([proxied('acme.io'), proxied('www.acme.io'), proxied('app.acme.io', { roles: ['app'] })]) },
    verdict: 'pass',
  },
  'API direct while www is proxied': {
    given: { edge: edgeOf([proxied('www.acme.io'), edgeHost('api.acme.io', { roles: ['api'] })]) },
    verdict: 'warn',
    codes: ['covered', 'sibling'],
    says: ['api.acme.io shows the address'],
  },
  'mail host proxied': {
    given: { edge: edgeOf([proxied('acme.io'), proxied('mx.acme.io', { mail: true, headers: [] })]) },
    verdict: 'fail',
    codes: ['covered', 'mailProxied'],
  },
  'mail host direct': {
    given: { edge: edgeOf([proxied('acme.io'), edgeHost('mx.acme.io', { mail: true, answered: false })]) },
    verdict: 'pass',
  },
  'www on a platform by its alias': {
    given: { edge: edgeOf([edgeHost('www.acme.io', { aliases: ['cname.vercel-dns.com'] })]) },
    verdict: 'pass',
    says: ['Vercel'],
  },
  'platform host in a zone at Cloudflare': {
    given: { edge: edgeOf([edgeHost('www.acme.io', { aliases: ['cname.vercel-dns.com'] })], cloudflareNames) },
    verdict: 'pass',
  },
  'assets on their own network': {
    given: { edge: edgeOf([edgeHost('assets.acme.io', { roles: ['assets'], aliases: ['acme.b-cdn.net'] })]) },
    verdict: 'pass',
  },
  'apex straight on one server': { given: { edge: edgeOf([edgeHost('acme.io')]) }, verdict: 'warn', codes: ['direct'] },
  'DNS at Cloudflare, record grey': {
    given: { edge: edgeOf([edgeHost('acme.io')], cloudflareNames) },
    verdict: 'warn',
    codes: ['greyCloud'],
  },
  'staging beside the proxy': {
    given: { edge: edgeOf([proxied('acme.io'), edgeHost('staging.acme.io', { roles: ['staging'] })]) },
    verdict: 'pass',
  },
  'only the Server text': {
    given: { edge: edgeOf([edgeHost('acme.io', { headers: [['server', 'cloudflare']] })]) },
    verdict: 'unknown',
    codes: ['hint'],
  },
  'host that does not answer': {
    given: { edge: edgeOf([edgeHost('acme.io', { answered: false, headers: [] })]) },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'refused as a bot by the proxy itself': {
    given: { edge: edgeOf([proxied('acme.io', { wall: 'cloudflare' })]) },
    verdict: 'pass',
  },
  'our time was up': { given: { edge: timedOut() }, verdict: 'unknown' },
  'no address at all': {
    given: { edge: edgeOf([edgeHost('acme.io', { state: 'no-address', addresses: [], answered: false })]) },
    verdict: 'not-applicable',
  },
})
