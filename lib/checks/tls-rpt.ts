import type { Fix } from '../engine/finding'
import { record } from '../engine/subject'
import { mailMtaSts } from '../evidence/mail-mta-sts'
import { mailMx } from '../evidence/mail-mx'
import { mailTlsRpt } from '../evidence/mail-tls-rpt'
import { defineCheck } from './shared/define'
import { isUndecided, statusWords } from './shared/dns-facts'
import { parseTlsRpt } from './shared/mail/tls-rpt'

function publish(domain: string, step: string, rua: readonly string[] = []): Fix {
  const usable = rua.map((uri) => (/^[^@\s:]+@[^@\s:]+$/.test(uri) ? `mailto:${uri}` : uri))
  const value = `v=TLSRPTv1; rua=${usable.length > 0 ? usable.join(',') : `mailto:tlsrpt@${domain}`}`
  return { effort: 'S', steps: [step], records: [{ type: 'TXT', name: `_smtp._tls.${domain}`, value }] }
}

export default defineCheck({
  id: 'tls-rpt',
  version: 1,
  kind: 'automatic',
  title: 'Others can report when mail to you was not encrypted',
  impact: 'low',
  why: 'These daily reports tell you that mail servers cannot reach yours safely, before customers do.',
  covers: { 'email-auth-live': 'supporting' },
  dependsOn: ['domain-resolves'],
  needs: { tlsRpt: mailTlsRpt, sts: mailMtaSts, mx: mailMx },
  messages: {
    ok: 'Reports about encryption of mail to {domain} go to {rua}',
    none: '{domain} asks for no reports about encryption of its mail',
    'none-with-sts': 'You will not learn that mail to {domain} was refused: no address for reports',
    several: 'Reports about mail to {domain} reach nobody: there are {count} records',
    version: 'Reports about mail to {domain} reach nobody: the record does not begin with v=TLSRPTv1',
    'rua-missing': 'Reports about mail to {domain} reach nobody: no address is given',
    'rua-invalid': 'Reports about mail to {domain} reach nobody: {rua} is no mailto: or https: address',
    undecided: 'We could not read the TLS reporting of {domain}: the name server {reason}',
    waiting: 'This waits until {domain} resolves',
  },
  sources: [{ label: 'RFC 8460 section 3', url: 'https://www.rfc-editor.org/rfc/rfc8460#section-3' }],
  judge({ tlsRpt, sts, mx }, say) {
    const { domain, status, records } = tlsRpt
    const name = `_smtp._tls.${domain}`
    const at = {
      subject: record('TXT', name),
      refs: ['mail.tls-rpt#/records'],
      exhibits: [
        {
          kind: 'dns' as const,
          title: `TLS reporting of ${domain}`,
          question: { name, type: 'TXT' },
          status,
          records: [...records],
        },
      ],
    }
    if (mx.status === 'nxdomain') return say.unknown('waiting', { domain }, at)
    if (isUndecided(status)) return say.unknown('undecided', { domain, reason: statusWords(status) }, at)
    const [text, another] = records
    if (text === undefined) {
      if (sts.records.length === 0) return say.notApplicable('none', { domain }, at)
      return say.warn('none-with-sts', { domain }, { ...at, fix: publish(domain, 'Publish this record.') })
    }
    if (another !== undefined) {
      const fix = publish(domain, `Delete the TXT records at ${name} and publish this one.`, parseTlsRpt(text).rua)
      return say.fail('several', { domain, count: records.length }, { ...at, fix })
    }
    const { rua, problem } = parseTlsRpt(text)
    const shown = { domain, rua: rua.join(', ') }
    if (problem === undefined) return say.pass('ok', shown, at)
    return say.fail(problem, shown, { ...at, fix: publish(domain, 'Replace the record by this one.', rua) })
  },
})
