import { cases, timedOut } from './shared/cases'
import { certificate, noHandshake, webTlsOf } from './shared/tls-test-kit'
import { INTERMEDIATE, LEAF, MODERN, ROOT, sent, sentChain, wireLook, wireOf } from './shared/wire-test-kit'
import check from './tls-chain-hygiene'

type Sent = Parameters<typeof sentChain>[0]

const tls = webTlsOf({ 'acme.io': [{ first: { leaf: certificate(['acme.io']) } }] })
const sends = (...certificates: Sent) => ({
  tls,
  wire: wireOf({ 'acme.io': [wireLook(MODERN, { chains: [sentChain(certificates)] })] }),
})
const crossed = sent('CN=ISRG Root X1', 'CN=DST Root CA X3')
const again = { ...LEAF }

cases(check, {
  'leaf, intermediate': { given: sends(LEAF, INTERMEDIATE), verdict: 'pass', codes: ['ok'], says: ['2 certificates'] },
  'leaf alone': { given: sends(LEAF), verdict: 'pass', says: ['1 certificate in order'] },
  'leaf alone, its intermediate forgotten': {
    given: {
      ...sends(LEAF),
      tls: webTlsOf({
        'acme.io': [{ first: { leaf: certificate(['acme.io']), chain: [], part: { path: 'incomplete' } } }],
      }),
    },
    verdict: 'not-applicable',
    codes: ['incomplete'],
  },
  'no handshake succeeds, but the hello shows the chain': {
    given: { ...sends(LEAF, INTERMEDIATE), tls: webTlsOf({ 'acme.io': [{ first: noHandshake('TLS') }] }) },
    verdict: 'pass',
  },
  'certificates timed out': { given: { ...sends(LEAF, INTERMEDIATE), tls: timedOut() }, verdict: 'pass' },
  'leaf, intermediate, root': { given: sends(LEAF, INTERMEDIATE, ROOT), verdict: 'warn', codes: ['root'] },
  'leaf, leaf, intermediate': { given: sends(LEAF, again, INTERMEDIATE), verdict: 'warn', codes: ['duplicate'] },
  'leaf, root, intermediate': { given: sends(LEAF, ROOT, INTERMEDIATE), verdict: 'warn', codes: ['order'] },
  'leaf, intermediate, cross-signed root': {
    given: sends(LEAF, INTERMEDIATE, crossed),
    verdict: 'pass',
    codes: ['ok'],
  },
  'leaf, cross-signed root, intermediate': {
    given: sends(LEAF, crossed, INTERMEDIATE),
    verdict: 'warn',
    codes: ['order'],
  },
  'two intermediates of one name, one for old clients': {
    given: sends(LEAF, INTERMEDIATE, sent('CN=E7', 'CN=Old Root')),
    verdict: 'pass',
  },
  'intermediate first': { given: sends(INTERMEDIATE, LEAF), verdict: 'warn', codes: ['order'] },
  'intermediate of somebody else': {
    given: sends(LEAF, INTERMEDIATE, sent('CN=Other CA', 'CN=Other Root')),
    verdict: 'warn',
    codes: ['unrelated'],
  },
  'a part that is no certificate': {
    given: sends(LEAF, INTERMEDIATE, sent('', '', { fingerprint: '', selfIssued: false })),
    verdict: 'warn',
    codes: ['unrelated'],
  },
  'five certificates': {
    given: sends(
      sent('CN=acme.io', 'CN=A'),
      sent('CN=A', 'CN=B'),
      sent('CN=B', 'CN=C'),
      sent('CN=C', 'CN=D'),
      sent('CN=D', 'CN=Root'),
    ),
    verdict: 'warn',
    codes: ['many'],
  },
  '13 KiB': {
    given: sends({ ...LEAF, bytes: 12_000 }, { ...INTERMEDIATE, bytes: 1400 }),
    verdict: 'warn',
    codes: ['large'],
    says: ['13.1 KiB'],
  },
  'second key type is untidy': {
    given: {
      tls,
      wire: wireOf({
        'acme.io': [
          wireLook(MODERN, { chains: [sentChain([LEAF, INTERMEDIATE]), sentChain([LEAF, INTERMEDIATE, ROOT])] }),
        ],
      }),
    },
    verdict: 'warn',
    codes: ['root'],
  },
  'signed by itself': {
    given: sends(sent('CN=acme.io', 'CN=acme.io')),
    verdict: 'not-applicable',
    codes: ['selfSigned'],
  },
  'TLS 1.3 only': {
    given: { tls, wire: wireOf({ 'acme.io': [wireLook(['TLSv1.3'])] }) },
    verdict: 'unknown',
    codes: ['hidden'],
  },
  'our time was up': { given: { tls, wire: wireOf({ 'acme.io': [null] }) }, verdict: 'unknown', codes: ['unseen'] },
  'name without address': {
    given: { tls, wire: wireOf({ 'dev.acme.io': 'no-address' }) },
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'evidence timed out': { given: { tls, wire: timedOut() }, verdict: 'unknown' },
})
