import { isAboutSts } from '../checks/shared/mail/mta-sts'
import { type MailMtaSts, mailMtaSts, type PolicyFetch } from '../evidence/mail-mta-sts'
import type { Net } from '../net/types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { aliasesOf, textsOf } from './shared/mail-dns'
import { readMailFetch } from './shared/mail-fetch'

const MAX_POLICY = 64 * 1024
const MAX_TEXT = 8 * 1024
const MAX_RECORDS = 5

/** Senders compare the name as well, which the exchange itself does not (RFC 8461 section 3.3). */
async function hasOtherName(net: Net, host: string, address: string | null): Promise<boolean> {
  if (address === null) return false
  const { first } = await net.tls.observe({ host, address })
  return first.ok && first.name !== 'match'
}

async function fetchPolicy(net: Net, host: string, softDeadline: AbortSignal): Promise<PolicyFetch> {
  const request = { url: `https://${host}/.well-known/mta-sts.txt`, maxBody: MAX_POLICY, totalMs: 10_000 }
  const exchange = await byDeadline(softDeadline, net.http.fetch(request), null)
  const body = exchange?.ok === true ? exchange.response.body : undefined
  const fetched = {
    ...readMailFetch(exchange),
    text: (body?.text ?? '').slice(0, MAX_TEXT),
    cut: body?.truncated === 'wire' || body?.truncated === 'decoded',
  }
  if (fetched.outcome !== 'answer' || fetched.status !== 200) return fetched
  const isOther = await byDeadline(softDeadline, hasOtherName(net, host, exchange?.address ?? null), false)
  return isOther ? { ...fetched, outcome: 'bad-certificate', detail: 'the certificate names another host' } : fetched
}

export default defineCollector(mailMtaSts, {
  needs: {},
  lane: 'http',
  timeoutMs: 20_000,
  async collect(_needs, { target: { domain }, net, softDeadline }): Promise<MailMtaSts> {
    const host = `mta-sts.${domain}`
    const [answer, a, aaaa] = await Promise.all([
      net.dns.resolve(`_mta-sts.${domain}`, 'TXT'),
      net.dns.resolve(host, 'A'),
      net.dns.resolve(host, 'AAAA'),
    ])
    const records = textsOf(answer).filter(isAboutSts).slice(0, MAX_RECORDS)
    const base = { domain, status: answer.status, records, aliases: aliasesOf(answer) }
    const hasHost = a.status === 'answer' || aaaa.status === 'answer'
    if (records.length === 0 && !hasHost) return base
    return { ...base, policy: await fetchPolicy(net, host, softDeadline) }
  },
})
