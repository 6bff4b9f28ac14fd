import type { CertificateAuthority, CertificateOrder } from '../../ca'
import { askedId, certificateId, ocspResponse, revocationList, type StatusOrder } from '../../status'
import { appHost, domainOf, front, host, labSite } from '../baseline'
import { toHttps } from '../content'
import type { Handler, LabHost, LabReply, LabSite } from '../types'

/** Answers questions about revocation, each address in its own way. */
const STATUS_HOST = 'status-lab.test'
const BASE = `http://${STATUS_HOST}`

const REVOKED_SERIAL = '0102030405060708090a0b0c0d0e0f10'

const ANSWERS: Record<string, StatusOrder> = {
  good: { status: 'good' },
  revoked: { status: 'revoked' },
  unknown: { status: 'unknown' },
  old: { status: 'good', from: -9, until: -2 },
  forged: { status: 'good', forged: true },
}

function bytes(type: string, body: Buffer): LabReply {
  return { headers: [['content-type', type]], body, verbatim: true }
}

function responder(ca: CertificateAuthority): Handler {
  return ({ path }) => {
    const [, kind = '', question = ''] = path.split('/')
    const order = ANSWERS[kind]
    if (order !== undefined) {
      const id = askedId(Buffer.from(decodeURIComponent(question), 'base64'))
      return bytes('application/ocsp-response', ocspResponse(id, ca.intermediate, order))
    }
    switch (kind) {
      case 'clean.crl':
        return bytes('application/pkix-crl', revocationList(ca.intermediate, ['0a0b0c']))
      case 'revoked.crl':
        return bytes('application/pkix-crl', revocationList(ca.intermediate, ['0a0b0c', REVOKED_SERIAL]))
      case 'huge.crl':
        return bytes('application/pkix-crl', Buffer.alloc(3 * 1024 * 1024, 0x30))
      case 'garbage':
        return bytes('application/ocsp-response', Buffer.alloc(20_000, 0x30))
      case 'refused':
        return bytes('application/ocsp-response', Buffer.from([0x30, 0x03, 0x0a, 0x01, 0x06]))
      case 'silent':
        return { raw: () => undefined }
      default:
        return { status: 404, headers: [['content-type', 'text/plain']], body: 'Nothing here.\n' }
    }
  }
}

/** The site of the responder and its lists. */
export function statusSite(ca: CertificateAuthority): LabSite {
  return {
    id: 'status',
    about: 'where revocation can be asked about',
    domain: STATUS_HOST,
    hosts: [host(STATUS_HOST, front(toHttps), { http: responder(ca) })],
    target: { domain: STATUS_HOST, hosts: [{ name: STATUS_HOST, role: 'apex' }], urls: [], sending: [], profile: {} },
    expect: {},
  }
}

type Case = {
  id: string
  about: string
  order?: Partial<CertificateOrder>
  staple?: StatusOrder | 'garbage'
  expect: LabSite['expect']
}

function statusCase({ id, about, order, staple, expect }: Case): LabSite {
  const domain = domainOf(id)
  const name = `app.${domain}`
  const settings: LabHost['settings'] =
    staple === undefined
      ? {}
      : (ca) => ({
          staple: (certificate) =>
            staple === 'garbage'
              ? Buffer.alloc(900, 0x30)
              : ocspResponse(certificateId(certificate, ca.intermediate), ca.intermediate, staple),
        })
  const app = appHost(domain, { tls: { names: [name], ...order }, settings })
  return labSite({ id, about, more: [{ role: 'app', host: app }], expect })
}

const revocation = (verdict: 'pass' | 'warn' | 'fail' | 'unknown', code: string): LabSite['expect'] => ({
  'tls-cert-revocation': { verdict, code },
})

/** Hosts whose certificates were revoked, may have been, or promise to prove that they were not. */
export const statusSites: LabSite[] = [
  statusCase({
    id: 'stapled',
    about: 'staples a good answer',
    staple: { status: 'good' },
    expect: revocation('pass', 'good'),
  }),
  statusCase({
    id: 'revoked',
    about: 'staples its own revocation',
    staple: { status: 'revoked' },
    expect: revocation('fail', 'revoked'),
  }),
  statusCase({
    id: 'muststaple',
    about: 'promises a staple and sends none',
    order: { mustStaple: true },
    expect: revocation('fail', 'mustStaple'),
  }),
  statusCase({
    id: 'keptpromise',
    about: 'promises a staple and sends one',
    order: { mustStaple: true },
    staple: { status: 'good' },
    expect: revocation('pass', 'good'),
  }),
  statusCase({
    id: 'stalestaple',
    about: 'staples an answer of last week',
    staple: { status: 'good', from: -9, until: -2 },
    expect: revocation('warn', 'stapleOld'),
  }),
  statusCase({
    id: 'forgedstaple',
    about: 'staples an answer nobody signed',
    staple: { status: 'good', forged: true },
    expect: revocation('warn', 'stapleInvalid'),
  }),
  statusCase({
    id: 'badstaple',
    about: 'staples nonsense',
    staple: 'garbage',
    expect: revocation('warn', 'stapleInvalid'),
  }),
  statusCase({
    id: 'askgood',
    about: 'its responder says good',
    order: { ocsp: `${BASE}/good` },
    expect: revocation('pass', 'good'),
  }),
  statusCase({
    id: 'askrevoked',
    about: 'its responder says revoked',
    order: { ocsp: `${BASE}/revoked/` },
    expect: revocation('fail', 'revoked'),
  }),
  statusCase({
    id: 'askunknown',
    about: 'its responder does not know it',
    order: { ocsp: `${BASE}/unknown` },
    expect: revocation('unknown', 'undecided'),
  }),
  statusCase({
    id: 'askold',
    about: 'its responder sends an old answer',
    order: { ocsp: `${BASE}/old` },
    expect: revocation('unknown', 'undecided'),
  }),
  statusCase({
    id: 'askforged',
    about: 'its responder signs wrongly',
    order: { ocsp: `${BASE}/forged` },
    expect: revocation('unknown', 'undecided'),
  }),
  statusCase({
    id: 'asknonsense',
    about: 'its responder talks nonsense',
    order: { ocsp: `${BASE}/garbage` },
    expect: revocation('unknown', 'unreachable'),
  }),
  statusCase({
    id: 'askdenied',
    about: 'its responder is not authorised',
    order: { ocsp: `${BASE}/refused` },
    expect: revocation('unknown', 'unreachable'),
  }),
  statusCase({
    id: 'asksilence',
    about: 'its responder never answers',
    order: { ocsp: `${BASE}/silent` },
    expect: revocation('unknown', 'unreachable'),
  }),
  statusCase({
    id: 'askinward',
    about: 'its responder is an internal address',
    order: { ocsp: 'http://127.0.0.1/', crl: 'http://[::1]/a.crl' },
    expect: revocation('unknown', 'unreachable'),
  }),
  statusCase({
    id: 'listclean',
    about: 'a list without it',
    order: { crl: `${BASE}/clean.crl` },
    expect: revocation('pass', 'good'),
  }),
  statusCase({
    id: 'listrevoked',
    about: 'a list that holds it',
    order: { crl: `${BASE}/revoked.crl`, serial: REVOKED_SERIAL },
    expect: revocation('fail', 'revoked'),
  }),
  statusCase({
    id: 'listhuge',
    about: 'a list of three megabytes',
    order: { crl: `${BASE}/huge.crl` },
    expect: revocation('unknown', 'unreachable'),
  }),
  statusCase({
    id: 'listafter',
    about: 'its responder is gone, its list is there',
    order: { ocsp: `${BASE}/gone`, crl: `${BASE}/clean.crl` },
    expect: revocation('pass', 'good'),
  }),
]
