import { isAboutBimi, parseBimi, readLogo } from '../checks/shared/mail/bimi'
import { type MailBimi, mailBimi } from '../evidence/mail-bimi'
import type { Net } from '../net/types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { textsOf } from './shared/mail-dns'
import { readMailFetch } from './shared/mail-fetch'

const MAX_RECORDS = 5
const MAX_LOGO = 64 * 1024

async function lookAtLogo(net: Net, url: string, softDeadline: AbortSignal): Promise<MailBimi['logo']> {
  const exchange = await byDeadline(softDeadline, net.http.fetch({ url, maxBody: MAX_LOGO, totalMs: 10_000 }), null)
  const fetched = readMailFetch(exchange)
  const base = {
    url: url.slice(0, 500),
    contentType: fetched.contentType,
    ...(fetched.status === undefined ? {} : { status: fetched.status }),
  }
  if (fetched.outcome === 'silent' || fetched.outcome === 'wall') return { ...base, outcome: 'silent' }
  if (fetched.outcome !== 'answer' || fetched.status !== 200) return { ...base, outcome: 'gone' }
  const text = exchange?.ok === true ? exchange.response.body.text : null
  return { ...base, outcome: readLogo(text ?? '') }
}

export default defineCollector(mailBimi, {
  needs: {},
  lane: 'http',
  timeoutMs: 20_000,
  async collect(_needs, { target: { domain }, net, softDeadline }): Promise<MailBimi> {
    const answer = await net.dns.resolve(`default._bimi.${domain}`, 'TXT')
    const records = textsOf(answer).filter(isAboutBimi).slice(0, MAX_RECORDS)
    const base = { domain, status: answer.status, records }
    const [text, another] = records
    const logo = text === undefined || another !== undefined ? '' : parseBimi(text).logo
    if (!/^https:\/\//i.test(logo)) return base
    const looked = await lookAtLogo(net, logo, softDeadline)
    return looked === undefined ? base : { ...base, logo: looked }
  },
})
