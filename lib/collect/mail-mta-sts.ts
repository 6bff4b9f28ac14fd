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

async function fetchPolicy(net: Net, host: string, softDeadline: AbortSignal): Promise<PolicyFetch> {
  const request = { url: `https://${host}/.well-known/mta-sts.txt`, maxBody: MAX_POLICY, totalMs: 10_000 }
  const exchange = await byDeadline(softDeadline, net.http.fetch(request), null)
  const body = exchange?.ok === true ? exchange.response.body : undefined
  return {
    ...readMailFetch(exchange),
    text: (body?.text ?? '').slice(0, MAX_TEXT),
    cut: body?.truncated === 'wire' || body?.truncated === 'decoded',
  }
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
