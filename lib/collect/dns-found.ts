import { randomBytes } from 'node:crypto'
import { COMMON_LABELS, STAGING_LABELS } from '../checks/shared/common-labels'
import { isUndecided } from '../checks/shared/dns-facts'
import { dnsFound } from '../evidence/dns-found'
import { defineCollector } from './shared/define'

export default defineCollector(dnsFound, {
  needs: {},
  lane: 'dns',
  timeoutMs: 25_000,
  async collect(_needs, { target: { domain, hosts, sending }, net: { dns } }) {
    const listed = new Set([
      ...hosts.map((host) => host.name.toLowerCase()),
      // Names that only carry mail are written down as senders.
      ...sending.flatMap((sender) => [sender.domain, sender.returnPath ?? '']).map((name) => name.toLowerCase()),
    ])
    const random = await dns.resolve(`lr-${randomBytes(8).toString('hex')}.${domain}`, 'A')
    const wildcard = random.status === 'answer' || random.cnameChain.length > 0
    if (wildcard) return { domain, names: [], wildcard, unanswered: [] }
    // Without that answer a catch-all record cannot be told from names somebody set up.
    if (isUndecided(random.status)) return { domain, names: [], wildcard, unanswered: [`*.${domain}`] }
    const labels = [...new Set([...COMMON_LABELS, ...STAGING_LABELS, 'www'])]
    const names = labels.map((label) => `${label}.${domain}`).filter((name) => !listed.has(name))
    const rows = await Promise.all(
      names.map(async (name) => {
        const v4 = await dns.resolve(name, 'A')
        const v6 = v4.status === 'nxdomain' ? v4 : await dns.resolve(name, 'AAAA')
        const answers = [v4, v6]
        return {
          name,
          exists: answers.some((answer) => answer.status === 'answer' || answer.cnameChain.length > 0),
          open: answers.some((answer) => isUndecided(answer.status)),
        }
      }),
    )
    return {
      domain,
      wildcard,
      names: rows.filter((row) => row.exists).map((row) => row.name),
      unanswered: rows.filter((row) => row.open && !row.exists).map((row) => row.name),
    }
  },
})
