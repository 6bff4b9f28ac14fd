import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import type { At, Say } from '../engine/say'
import { host, record } from '../engine/subject'
import { type MailMtaSts, mailMtaSts } from '../evidence/mail-mta-sts'
import { type MailMx, mailMx } from '../evidence/mail-mx'
import { mailSmtp, type SmtpHost } from '../evidence/mail-smtp'
import { defineCheck } from './shared/define'
import { isUndecided, statusWords } from './shared/dns-facts'
import { parseStsPolicy } from './shared/mail/mta-sts'
import { providerById } from './shared/mail/provider-lookup'
import { judgeSmtpHost, type SmtpOpinion, silenceWords, smtpExhibits } from './shared/mail/smtp-look'

const MESSAGES = {
  ok: 'Mail to {domain} is encrypted on its way to {exchange} ({version})',
  absent: 'Anybody on the way can read mail to {domain}: {exchange} offers no encryption',
  'absent-some': 'Part of the mail to {domain} can be read on the way: {exchange} offers no encryption',
  'absent-enforced': 'Mail to {domain} bounces: its policy demands encryption and {exchange} has none',
  broken: 'Mail to {domain} may travel readable: the encryption of {exchange} does not work',
  'broken-enforced': 'Mail to {domain} bounces: its policy demands encryption and that of {exchange} fails',
  certificate: 'Nobody can tell that {exchange} is your mail server: its certificate {problem}',
  'certificate-enforced': 'Mail to {domain} bounces: the certificate of {exchange} {problem}',
  old: 'Mail to {domain} is encrypted with {version} only, which other servers are giving up',
  silent: 'We could not look at the encryption of {exchange}: it {reason}',
  blocked: 'We cannot look at the mail servers of {domain}: our network does not let us out on port 25',
  off: 'We do not look at the mail servers of {domain}: this installation leaves port 25 alone',
  'no-address': 'We cannot look at the mail servers of {domain}: none has a public address',
  none: '{domain} has no mail server',
  undecided: 'We could not read the mail servers of {domain}: the name server {reason}',
  waiting: 'This waits until {domain} resolves',
} as const

type Scene = {
  say: Say<typeof MESSAGES>
  mx: Immutable<MailMx>
  hosts: readonly { entry: Immutable<SmtpHost>; at: number; opinion: SmtpOpinion }[]
  /** Senders that follow MTA-STS refuse what is not in order. */
  enforced: boolean
}

function isEnforced(sts: Immutable<MailMtaSts>): boolean {
  const { policy, records } = sts
  if (records.length !== 1 || policy?.outcome !== 'answer' || policy.status !== 200) return false
  const { mode, problems } = parseStsPolicy(policy.text)
  return mode === 'enforce' && problems.length === 0
}

function fixFor(entry: Immutable<SmtpHost>, opinion: SmtpOpinion): Fix {
  const provider = entry.provider === undefined ? undefined : providerById(entry.provider)
  if (provider !== undefined) {
    return {
      effort: 'S',
      steps: [
        `${entry.exchange} belongs to ${provider.name}: there is nothing you can set. Tell their support what is shown here.`,
      ],
    }
  }
  const restart = `Reload the mail server on ${entry.exchange}, then check again.`
  if (opinion.state === 'certificate') {
    return {
      effort: 'M',
      steps: [
        `Get a certificate for exactly ${entry.exchange} from a public authority and let it renew by itself.`,
        'Configure the certificate together with its intermediate.',
        restart,
      ],
      snippet: { lang: 'shell', code: `certbot certonly --standalone -d ${entry.exchange}` },
    }
  }
  if (opinion.state === 'old') {
    return {
      effort: 'S',
      steps: [`Allow TLS 1.2 and 1.3 on ${entry.exchange}.`, restart],
      snippet: { lang: 'ini', file: '/etc/postfix/main.cf', code: 'smtpd_tls_protocols = >=TLSv1.2' },
    }
  }
  const live = `/etc/letsencrypt/live/${entry.exchange}`
  return {
    effort: 'M',
    steps: [`Get a certificate for ${entry.exchange}.`, 'Switch STARTTLS on for port 25.', restart],
    snippet: {
      lang: 'ini',
      file: '/etc/postfix/main.cf',
      code: `smtpd_tls_security_level = may\nsmtpd_tls_cert_file = ${live}/fullchain.pem\nsmtpd_tls_key_file = ${live}/privkey.pem`,
    },
  }
}

function judgeHost(scene: Scene, index: number): Finding {
  const { say, mx, hosts, enforced } = scene
  const row = hosts[index]
  const exchange = row?.entry.exchange ?? ''
  const opinion = row?.opinion ?? { state: 'unseen' as const }
  const params = { domain: mx.domain, exchange }
  const version = opinion.session?.tls?.version ?? ''
  const at: At = {
    subject: host(exchange),
    refs: [`mail.smtp#/hosts/${row?.at ?? 0}`],
    exhibits: row === undefined ? [] : smtpExhibits(row.entry, opinion.session),
  }
  const fixed: At = row === undefined ? at : { ...at, fix: fixFor(row.entry, opinion) }
  switch (opinion.state) {
    case 'good':
      return say.pass('ok', { ...params, version }, at)
    case 'absent': {
      if (enforced) return say.fail('absent-enforced', params, fixed)
      const everywhere = hosts.every((other) => other.opinion.state === 'absent')
      return everywhere ? say.fail('absent', params, fixed) : say.warn('absent-some', params, fixed)
    }
    case 'broken':
      return enforced ? say.fail('broken-enforced', params, fixed) : say.warn('broken', params, fixed)
    case 'certificate': {
      const { problem = 'is not valid' } = opinion
      const code = enforced ? say.fail : say.warn
      return code(enforced ? 'certificate-enforced' : 'certificate', { ...params, problem }, fixed)
    }
    case 'old':
      return say.warn('old', { domain: mx.domain, version }, fixed)
    case 'unseen':
      return say.unknown('silent', { exchange, reason: silenceWords(opinion.session) }, at)
  }
}

export default defineCheck({
  id: 'mx-starttls',
  version: 1,
  kind: 'automatic',
  title: 'Incoming mail is encrypted on its way',
  impact: 'medium',
  why: 'Without encryption everybody between two mail servers can read password resets and invoices.',
  covers: { 'tls-covers-all-hosts': 'supporting' },
  dependsOn: ['domain-resolves', 'mx'],
  needs: { smtp: mailSmtp, mx: mailMx, sts: outcomeOf(mailMtaSts) },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 3207: SMTP over TLS', url: 'https://www.rfc-editor.org/rfc/rfc3207' },
    { label: 'RFC 8461 section 4.2', url: 'https://www.rfc-editor.org/rfc/rfc8461#section-4.2' },
    { label: 'RFC 8996: TLS 1.0 and 1.1 are over', url: 'https://www.rfc-editor.org/rfc/rfc8996' },
  ],
  judge({ smtp, mx, sts }, say, { now }) {
    const { domain } = mx
    const at: At = { subject: record('MX', domain), refs: ['mail.mx#/hosts', 'mail.smtp#/route'] }
    if (mx.status === 'nxdomain') return say.unknown('waiting', { domain }, at)
    if (isUndecided(mx.status)) return say.unknown('undecided', { domain, reason: statusWords(mx.status) }, at)
    if (!mx.hosts.some((entry) => entry.kind !== 'null')) return say.notApplicable('none', { domain }, at)
    if (smtp.route !== 'open') return say.unknown(smtp.route, { domain }, at)
    if (smtp.hosts.length === 0) return say.unknown('no-address', { domain }, at)
    const hosts = smtp.hosts.map((entry, index) => ({ entry, at: index, opinion: judgeSmtpHost(entry, now) }))
    const enforced = sts.status === 'ok' && isEnforced(sts.value)
    return hosts.map((_, index) => judgeHost({ say, mx, hosts, enforced }, index))
  },
})
