import type { Finding, Fix } from '../engine/finding'
import { host as hostSubject } from '../engine/subject'
import { webTls } from '../evidence/web-tls'
import { defineCheck } from './shared/define'
import {
  type Certificate,
  certificateExhibit,
  distinct,
  keyWords,
  type Served,
  servedBy,
  unseenCertificate,
} from './shared/tls-look'

const BROKEN_HASH = /(?:sha-?1|md5|md2)(?![0-9])/i
const COMMON_CURVES = new Set(['prime256v1', 'secp256r1', 'P-256', 'secp384r1', 'P-384', 'secp521r1', 'P-521'])
const NOT_IN_BROWSERS = new Set(['ed25519', 'ed448'])
/** Roles nobody opens in a browser as a rule: programs know more kinds of keys. */
const FOR_PROGRAMS = new Set(['api', 'staging'])

type Weakness = { grave: boolean; code: 'key' | 'hash' | 'browsers' | 'slow' | 'curve'; detail: string }

function keyWeakness(certificate: Certificate): Weakness | null {
  const { keyType, keyBits, curve } = certificate
  const detail = keyWords(certificate)
  if (keyType === 'dsa') return { grave: true, code: 'key', detail }
  if (NOT_IN_BROWSERS.has(keyType)) return { grave: true, code: 'browsers', detail }
  if ((keyType === 'rsa' || keyType === 'rsa-pss') && keyBits > 0) {
    if (keyBits < 2048) return { grave: true, code: 'key', detail }
    if (keyBits > 4096) return { grave: false, code: 'slow', detail }
  }
  if (keyType === 'ec' && keyBits > 0 && keyBits < 256) return { grave: true, code: 'key', detail }
  // Without a name its curve is spelled out in the key, which RFC 5480 forbids in certificates.
  if (keyType === 'ec' && !COMMON_CURVES.has(curve)) return { grave: false, code: 'curve', detail: curve || 'no name' }
  return null
}

/** The gravest weakness of a leaf and its intermediates; the signature on a root proves nothing and is not looked at. */
function weaknessOf({ leaf, intermediates }: Served, isPublic: boolean): Weakness | null {
  const signed = leaf.selfSigned ? [] : [leaf, ...intermediates.filter((one) => !one.selfSigned)]
  const hashed = signed.find(({ signatureAlgorithm }) => BROKEN_HASH.test(signatureAlgorithm))
  const ofKeys = [leaf, ...intermediates]
    .map(keyWeakness)
    .filter((one) => one !== null)
    .map((one) => (one.code === 'browsers' ? { ...one, grave: isPublic } : one))
  const grave = ofKeys.find((one) => one.grave)
  if (grave !== undefined) return grave
  if (hashed !== undefined) return { grave: true, code: 'hash', detail: hashed.signatureAlgorithm }
  // A key that is merely slow or rare matters on the certificate of the host alone.
  const own = keyWeakness(leaf)
  return own === null ? null : { ...own, grave: false }
}

function fixFor(host: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Issue a new certificate for ${host} with an ECDSA P-256 key and install it with its intermediates.`,
      'Revoke the old certificate when the new one is served.',
    ],
    snippet: { lang: 'sh', code: `certbot certonly --key-type ecdsa --elliptic-curve secp256r1 -d ${host}` },
    variants: [
      {
        provider: 'Vercel, Netlify, Cloudflare',
        steps: ['Remove the certificate you uploaded: the platform then issues a good one by itself.'],
      },
      {
        provider: 'AWS',
        steps: [
          `Request a certificate for ${host} with key algorithm ECDSA P 256 in Certificate Manager and choose it at the load balancer.`,
        ],
      },
    ],
  }
}

export default defineCheck({
  id: 'tls-cert-strength',
  version: 3,
  kind: 'automatic',
  title: 'Certificates use strong keys and signatures',
  impact: 'high',
  why: 'Modern browsers refuse certificates with weak keys or signatures with a full-page warning.',
  covers: { 'tls-chain-trusted': 'supporting' },
  dependsOn: ['https-reachable', 'domain-resolves', 'tls-cert-chain'],
  needs: { tls: webTls },
  messages: {
    ok: 'The certificate of {host} is strong ({detail})',
    key: 'Browsers refuse {host}: a key of its certificate is too weak ({detail})',
    hash: 'Browsers refuse {host}: its certificate has a broken signature ({detail})',
    browsers: 'Browsers cannot use the certificate of {host}: they do not know {detail}',
    slow: 'Every connection to {host} starts slowly: its key is oversized ({detail})',
    curve: 'Some clients cannot connect to {host}: its key uses a rare curve ({detail})',
    unseen: 'We could not see the certificate of {host}: {reason}',
    noAddress: '{host} has no address, so it serves no certificate',
  },
  sources: [
    {
      label: 'Baseline Requirements, sections 6.1.5 and 7.1.3',
      url: 'https://cabforum.org/working-groups/server/baseline-requirements/requirements/',
    },
    { label: 'RFC 9155', url: 'https://www.rfc-editor.org/rfc/rfc9155' },
  ],
  judge({ tls }, say) {
    return tls.hosts.flatMap((row, index): Finding[] => {
      const { host, state, roles } = row
      const isPublic = roles.length === 0 || roles.some((role) => !FOR_PROGRAMS.has(role))
      const at = { subject: hostSubject(host), refs: [`web.tls#/hosts/${index}`] }
      if (state === 'no-address') return [say.notApplicable('noAddress', { host }, at)]
      const served = distinct(servedBy(tls, index))
      const [first] = served
      if (first === undefined) return [say.unknown('unseen', { host, reason: unseenCertificate(row) }, at)]
      const found = served.flatMap((one) => {
        const weakness = weaknessOf(one, isPublic)
        return weakness === null ? [] : [{ one, weakness }]
      })
      if (found.length === 0) {
        const detail = served.map(({ leaf }) => keyWords(leaf)).join(', ')
        return [say.pass('ok', { host, detail }, { ...at, exhibits: [certificateExhibit(first)] })]
      }
      return found.slice(0, 3).map(({ one, weakness: { grave, code, detail } }) => {
        const shown = { subject: at.subject, refs: [one.ref], exhibits: [certificateExhibit(one)], fix: fixFor(host) }
        return grave
          ? say.fail(code, { host, detail }, shown)
          : say.warn(code, { host, detail }, { ...shown, impact: 'low' })
      })
    })
  },
})
