import { host as hostSubject, project } from '../engine/subject'
import { webEdge } from '../evidence/web-edge'
import { defineCheck } from './shared/define'
import { detectEdges } from './shared/edge/detect'

export default defineCheck({
  id: 'edge-provider',
  version: 1,
  kind: 'automatic',
  title: 'Which network stands in front of each host',
  impact: 'low',
  why: 'In an outage the first question is whose network the traffic goes through.',
  covers: { 'edge-proxy-on-public-assets': 'supporting' },
  dependsOn: ['domain-resolves'],
  needs: { edge: webEdge },
  messages: {
    confirmed: '{host} is served through {names}',
    likely: '{host} is probably served through {names}',
    direct: '{host} goes straight to its server',
    hint: '{host} calls itself {names}, but nothing proves it',
    unanswered: '{host} gave no answer that names a network',
    dns: 'DNS gave no usable addresses for {host}',
    none: 'The project has no web host with an address',
  },
  sources: [
    { label: 'RFC 9110 section 7.6.3 (Via)', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-7.6.3' },
    { label: 'Cloudflare: IP ranges', url: 'https://www.cloudflare.com/ips/' },
  ],
  judge({ edge }, say) {
    const rows = edge.hosts
      .map((row, index) => ({ row, index }))
      .filter(({ row }) => !row.mail && row.state !== 'no-address')
    if (rows.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return rows.map(({ row, index }) => {
      const { host } = row
      const at = { subject: hostSubject(host), refs: [`web.edge#/hosts/${index}`] }
      if (row.state !== 'ok') return say.unknown('dns', { host }, at)
      const found = detectEdges(row)
      const sure = found.filter((edgeOf) => edgeOf.confidence !== 'hint')
      const shown = {
        ...at,
        exhibits: [
          {
            kind: 'table' as const,
            title: `Marks of networks in front of ${host}, nearest first`,
            columns: ['Network', 'How sure', 'Seen'],
            rows: found.map(({ provider, confidence, signs }) => [provider.name, confidence, signs.join(', ')]),
          },
        ],
      }
      const names = (sure.length > 0 ? sure : found).map(({ provider }) => provider.name).join(', then ')
      if (sure.some((edgeOf) => edgeOf.confidence === 'confirmed')) return say.pass('confirmed', { host, names }, shown)
      if (sure.length > 0) return say.pass('likely', { host, names }, shown)
      if (found.length > 0) return say.unknown('hint', { host, names }, shown)
      if (!row.answered) return say.unknown('unanswered', { host }, at)
      return say.pass('direct', { host }, at)
    })
  },
})
