import type { Fix } from '../engine/finding'
import { host as hostSubject } from '../engine/subject'
import { webTls } from '../evidence/web-tls'
import { defaultCertificate, wildcardNote } from './shared/certificate-names'
import { defineCheck } from './shared/define'
import { certificateExhibit, distinct, type Served, servedBy, servedName, unseenCertificate } from './shared/tls-look'
import { attachHostFix, certificateFix } from './shared/web-fixes'

function fixOf(served: Served): Fix {
  const { host, leaf } = served
  const cause = defaultCertificate(leaf)
  if (cause !== null) {
    const fix = attachHostFix(host)
    return { ...fix, steps: [cause, ...fix.steps] }
  }
  const note = wildcardNote(leaf.dnsNames, host)
  // Other names of the same certificate are kept only where they are few and plain, as on a server of one's own.
  const kept = leaf.dnsNames.length <= 10 ? leaf.dnsNames.filter((name) => !name.startsWith('*.')) : []
  const fix = certificateFix(host, kept)
  return note === null ? fix : { ...fix, steps: [note, ...fix.steps] }
}

function namesOf({ leaf }: Served): string {
  const names = [...leaf.dnsNames, ...leaf.ipAddresses]
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${leaf.nameCount - 3} more` : shown || leaf.subject.commonName || 'nobody'
}

export default defineCheck({
  id: 'tls-cert-name',
  version: 1,
  kind: 'automatic',
  title: 'Every certificate is made for its host',
  impact: 'blocker',
  why: 'Browsers show a full page that says "Your connection is not private" instead of your product.',
  covers: { 'tls-covers-all-hosts': 'required' },
  raises: ['certificate-warnings'],
  dependsOn: ['https-reachable', 'domain-resolves', 'host-apex', 'host-www', 'host-roles'],
  needs: { tls: webTls },
  messages: {
    ok: 'The certificate of {host} is made for {host}',
    mismatch: 'Browsers warn visitors of {host}: its certificate is made for {names}',
    noSan: 'Browsers warn visitors of {host}: its certificate names it only in the old way',
    fallback: 'Browsers warn visitors of {host}: it serves a default certificate',
    unseen: 'We could not see the certificate of {host}: {reason}',
    noAddress: '{host} has no address, so it serves no certificate',
  },
  sources: [
    { label: 'RFC 9525 section 6', url: 'https://www.rfc-editor.org/rfc/rfc9525#section-6' },
    { label: 'RFC 5280 section 4.2.1.6', url: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6' },
  ],
  judge({ tls }, say) {
    return tls.hosts.map((row, index) => {
      const { host, state } = row
      const at = { subject: hostSubject(host), refs: [`web.tls#/hosts/${index}`] }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      const served = distinct(servedBy(tls, index))
      const shown = { ...at, exhibits: served.slice(0, 2).map((one) => certificateExhibit(one)) }
      const wrong = served.find((one) => servedName(one) !== 'match')
      if (wrong !== undefined) {
        const found = {
          subject: at.subject,
          refs: [wrong.ref],
          exhibits: [certificateExhibit(wrong)],
          fix: fixOf(wrong),
        }
        if (defaultCertificate(wrong.leaf) !== null) return say.fail('fallback', { host }, found)
        if (servedName(wrong) === 'cn-only') return say.fail('noSan', { host }, found)
        return say.fail('mismatch', { host, names: namesOf(wrong) }, found)
      }
      if (served.length === 0) return say.unknown('unseen', { host, reason: unseenCertificate(row) }, at)
      return say.pass('ok', { host }, shown)
    })
  },
})
