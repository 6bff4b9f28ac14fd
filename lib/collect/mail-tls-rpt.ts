import { isAboutTlsRpt } from '../checks/shared/mail/tls-rpt'
import { mailTlsRpt } from '../evidence/mail-tls-rpt'
import { defineCollector } from './shared/define'
import { textsOf } from './shared/mail-dns'

const MAX_RECORDS = 5

export default defineCollector(mailTlsRpt, {
  needs: {},
  lane: 'dns',
  timeoutMs: 15_000,
  async collect(_needs, { target: { domain }, net: { dns } }) {
    const answer = await dns.resolve(`_smtp._tls.${domain}`, 'TXT')
    return { domain, status: answer.status, records: textsOf(answer).filter(isAboutTlsRpt).slice(0, MAX_RECORDS) }
  },
})
