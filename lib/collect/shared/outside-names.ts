import { parseAddress } from '../../checks/shared/address'
import { isUndecided } from '../../checks/shared/dns-facts'
import type { Target } from '../../engine/target'
import type { DnsClient } from '../../net/dns/types'

export type Outside = { from: string; via: 'mail-server' | 'spf'; target: string; type: 'A' | 'TXT' }

const SPF_TARGET = /^[+?~-]?(include|a|mx|exists):([^\s/%]+)|^(redirect)=([^\s/%]+)/i

/** Names an SPF record hands its authority to; terms with macros depend on the sender and are left out. */
export function spfTargets(text: string): { target: string; type: 'A' | 'TXT' }[] {
  if (!/^v=spf1(\s|$)/i.test(text)) return []
  return text.split(/\s+/).flatMap((term) => {
    const match = SPF_TARGET.exec(term)
    const target = match?.[2] ?? match?.[4]
    const mechanism = (match?.[1] ?? match?.[3])?.toLowerCase()
    if (target === undefined || mechanism === 'exists') return []
    return [
      {
        target: target.replace(/\.$/, ''),
        type: mechanism === 'include' || mechanism === 'redirect' ? ('TXT' as const) : ('A' as const),
      },
    ]
  })
}

/** Outside names the mail set-up of a project leans on, and the records that could not be read for them. */
export async function mailNames(dns: DnsClient, target: Target): Promise<{ names: Outside[]; unread: string[] }> {
  const senders = [
    ...new Set([
      target.domain,
      ...target.sending.flatMap((sender) => [
        sender.domain,
        ...(sender.returnPath === undefined ? [] : [sender.returnPath]),
      ]),
    ]),
  ]
  const [mx, ...texts] = await Promise.all([
    dns.resolve(target.domain, 'MX'),
    ...senders.map((name) => dns.resolve(name, 'TXT')),
  ])
  const servers = mx.records.flatMap((record): Outside[] =>
    // An address in place of a name is the matter of another check.
    record.type === 'MX' && record.exchange !== '.' && parseAddress(record.exchange) === undefined
      ? [{ from: target.domain, via: 'mail-server', target: record.exchange, type: 'A' }]
      : [],
  )
  const spf = texts.flatMap((answer) =>
    answer.records.flatMap((record): Outside[] =>
      record.type === 'TXT'
        ? spfTargets(record.text).map((entry) => ({ from: answer.name, via: 'spf', ...entry }))
        : [],
    ),
  )
  const unread = [mx, ...texts].flatMap((answer) =>
    isUndecided(answer.status) ? [`${answer.type} ${answer.name}`] : [],
  )
  return { names: [...servers, ...spf].slice(0, 30), unread }
}
