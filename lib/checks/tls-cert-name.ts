import type { Fix } from '../engine/finding'
import { host as hostSubject } from '../engine/subject'
import { webTls } from '../evidence/web-tls'
import { defaultCertificate, wildcardNote } from './shared/certificate-names'
import { defineCheck } from './shared/define'
import {
  certificateExhibit,
  distinct,
  type Served,
  servedBy,
  servedName,
  type TlsEvidence,
  unseenCertificate,
} from './shared/tls-look'
import { attachHostFix, certificateFix } from './shared/web-fixes'
import { failureWords, isTheirs } from './shared/web-look'

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

type Unnamed = { certificate: Pick<Served, 'leaf'> | null; isClosed: boolean; unseen: string | null }

/** What clients get that do not name the host: a certificate of others, nothing, or what everybody gets. */
function withoutName(tls: TlsEvidence, index: number): Unnamed {
  const looks = (tls.hosts[index]?.addresses ?? []).flatMap(({ unnamed }) => unnamed ?? [])
  const wrong = looks.flatMap((look) =>
    look.ok && look.name !== 'match' ? (tls.certificates[look.leaf] ?? []) : [],
  )[0]
  const failed = looks.find((look) => !look.ok)
  const error = failed === undefined || failed.ok ? null : failed.error
  return {
    certificate: wrong === undefined ? null : { leaf: wrong },
    isClosed: isTheirs(error),
    unseen: looks.length === 0 || error !== null ? failureWords(error) : null,
  }
}

function defaultServerFix(host: string): Fix {
  return {
    effort: 'M',
    steps: [
      `Make ${host} the default server of its address: old programs get whatever the server shows to everybody.`,
      'On an address shared with other names, ask your provider for one of your own.',
      'Or update these programs, and answer "no" to the question about them in the settings of the project.',
    ],
    snippet: { lang: 'nginx', code: `listen 443 ssl default_server;\nserver_name ${host};` },
    variants: [
      { provider: 'Apache', steps: [`Put the virtual host of ${host} first, and reload.`] },
      {
        provider: 'Cloudflare',
        steps: ['Add the legacy option of Advanced or Custom Certificates, which serves clients without SNI.'],
      },
      { provider: 'AWS', steps: [`Make the certificate of ${host} the default one of the HTTPS listener.`] },
    ],
  }
}

function namesOf({ leaf }: Pick<Served, 'leaf'>): string {
  const names = [...leaf.dnsNames, ...leaf.ipAddresses]
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${leaf.nameCount - 3} more` : shown || leaf.subject.commonName || 'nobody'
}

export default defineCheck({
  id: 'tls-cert-name',
  version: 2,
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
    unnamed: 'Old programs warn users of {host}: without a name they get the certificate of {names}',
    closed: 'Old programs cannot connect to {host}: without a name its server refuses them',
    unseenUnnamed: 'We could not see what old programs get at {host}: {reason}',
    fallback: 'Browsers warn visitors of {host}: it serves a default certificate',
    unseen: 'We could not see the certificate of {host}: {reason}',
    noAddress: '{host} has no address, so it serves no certificate',
  },
  sources: [
    { label: 'RFC 9525 section 6', url: 'https://www.rfc-editor.org/rfc/rfc9525#section-6' },
    { label: 'RFC 5280 section 4.2.1.6', url: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6' },
  ],
  judge({ tls }, say, { target }) {
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
      if (target.profile.legacyClients !== true) return say.pass('ok', { host }, shown)
      const old = withoutName(tls, index)
      const fixed = { ...shown, fix: defaultServerFix(host) }
      const low = { ...fixed, impact: 'medium' as const }
      if (old.certificate !== null) return say.warn('unnamed', { host, names: namesOf(old.certificate) }, low)
      if (old.isClosed) return say.warn('closed', { host }, low)
      return old.unseen === null
        ? say.pass('ok', { host }, shown)
        : say.unknown('unseenUnnamed', { host, reason: old.unseen }, shown)
    })
  },
})
