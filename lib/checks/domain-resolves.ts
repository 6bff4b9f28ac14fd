import type { Exhibit } from '../engine/finding'
import { host, project } from '../engine/subject'
import { dnsDomain } from '../evidence/dns-domain'
import { defineCheck } from './shared/define'
import { statusWords } from './shared/dns-facts'

/** When to look again, by what resolvers remember; an hour where none of them told. */
function timeWords(seconds = 3600): string {
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}

export default defineCheck({
  id: 'domain-resolves',
  version: 1,
  kind: 'automatic',
  title: 'Your domain exists in DNS',
  impact: 'blocker',
  why: 'If the internet does not know the domain, nobody can reach you: no website, no email, nothing.',
  covers: { 'dns-apex-resolves': 'required' },
  raises: ['dns-broken-after-traffic'],
  needs: { dns: dnsDomain },
  messages: {
    ok: '{domain} exists in DNS',
    someBroken: '{domain} exists in DNS, though {servers} answered with an error',
    missing: 'Nobody can reach {domain}: the internet does not know this domain',
    newDelegation: '{domain} was set up a short while ago and not every resolver knows it yet; check again in {time}',
    dnssec: 'Many visitors cannot reach {domain}: its DNSSEC signatures do not fit',
    servfail: 'Nobody can reach {domain}: its name servers answer with an error',
    undecided: 'We could not tell whether {domain} exists: {reason}',
    invents: 'Our resolver answers names that do not exist, so it cannot prove that {domain} does',
    platform: '{domain} is a name of {platform}, so there is no domain of your own to check',
  },
  sources: [
    { label: 'RFC 1034 section 3.6', url: 'https://www.rfc-editor.org/rfc/rfc1034#section-3.6' },
    { label: 'RFC 2308 (negative answers)', url: 'https://www.rfc-editor.org/rfc/rfc2308' },
    { label: 'RFC 8020 (NXDOMAIN)', url: 'https://www.rfc-editor.org/rfc/rfc8020' },
    { label: 'RFC 8914 (extended errors)', url: 'https://www.rfc-editor.org/rfc/rfc8914' },
  ],
  judge({ dns }, say) {
    const { domain } = dns
    if (dns.platform !== undefined)
      return say.notApplicable('platform', { domain, platform: dns.platform }, { subject: project() })
    const exhibit: Exhibit = {
      kind: 'table',
      title: `SOA ${domain}, asked at every resolver`,
      columns: ['Resolver', 'Round', 'Answer', 'Note'],
      rows: dns.rounds.flatMap((round, index) =>
        round.map((row) => [row.server, String(index + 1), row.status, row.ede ?? '']),
      ),
    }
    const at = { subject: host(domain), refs: ['dns.domain#/rounds'], exhibits: [exhibit] }
    const last = dns.rounds.at(-1) ?? []
    switch (dns.status) {
      case 'exists': {
        if (dns.resolverInvents) return say.unknown('invents', { domain }, at)
        const broken = last
          .filter((row) => row.status === 'servfail' || row.status === 'refused')
          .map((row) => row.server)
        return broken.length === 0
          ? say.pass('ok', { domain }, at)
          : say.pass('someBroken', { domain, servers: broken.join(', ') }, at)
      }
      case 'nxdomain':
        return say.fail(
          'missing',
          { domain },
          {
            ...at,
            fix: {
              effort: 'M',
              steps: [
                `Check the spelling of ${domain}.`,
                `Sign in at the registrar of ${domain} and check that the registration is active and paid.`,
                'Check that name servers are set there; a domain without name servers does not exist for anybody.',
                'A new registration can need up to an hour before the parent zone lists it. Then check again.',
              ],
            },
          },
        )
      case 'servfail':
        return dns.answersWithoutValidation
          ? say.fail(
              'dnssec',
              { domain },
              {
                ...at,
                fix: {
                  effort: 'M',
                  steps: [
                    `At the registrar, remove the DS record of ${domain}. Visitors can reach it again once the old record has left the caches.`,
                    'Switch DNSSEC off and on again at your DNS host to get new values.',
                    'Only then enter the new DS record at the registrar.',
                  ],
                },
              },
            )
          : say.fail(
              'servfail',
              { domain },
              {
                ...at,
                fix: {
                  effort: 'M',
                  steps: [
                    `At the registrar, look which name servers are listed for ${domain}.`,
                    'Compare them with the name servers your DNS host gives you for this zone.',
                    'If they differ, enter those of your DNS host. If they agree, ask the DNS host to load the zone.',
                  ],
                },
              },
            )
      case 'unknown': {
        if (dns.parent?.status === 'referral')
          return say.unknown('newDelegation', { domain, time: timeWords(dns.parent.retryIn) }, at)
        const reason = [...new Set(last.map((row) => `${row.server} ${statusWords(row.status)}`))].join(', ')
        return say.unknown('undecided', { domain, reason: reason === '' ? 'no resolver is configured' : reason }, at)
      }
    }
  },
})
