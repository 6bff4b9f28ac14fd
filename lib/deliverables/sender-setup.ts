import type { DocumentMaker, DocView } from './doc'
import { mailServices } from './facts'
import { afterAudit, bullets, changePart, findingsOf, heading, table, text } from './parts'

const CHECKS = [
  'spf-record',
  'spf-evaluates',
  'spf-lookup-limit',
  'dkim-present',
  'dkim-key',
  'dmarc-record',
  'dmarc-policy',
  'sender-alignment',
  'email-live-proof',
] as const

function seenRecords(view: DocView): string[][] {
  const rows = new Map<string, string[]>()
  for (const { exhibits, verdict } of CHECKS.flatMap((id) => findingsOf(view, id))) {
    if (verdict !== 'pass') continue
    for (const exhibit of exhibits) {
      if (exhibit.kind !== 'dns') continue
      for (const record of exhibit.records) {
        const row = [exhibit.question.type, exhibit.question.name, record]
        rows.set(row.join('\n'), row)
      }
    }
  }
  return [...rows.values()]
}

function careSuggestion(view: DocView): string {
  const services = mailServices(view)
  return [
    ...(services.length === 0 ? ['____'] : services).map((name) => `- ${name}: the account belongs to ____`),
    `- Reports about ${view.domain} (DMARC) are read by ____ every ____`,
    '- Bounces and complaints are looked at by ____',
  ].join('\n')
}

/** The verified setup for mail the product sends. */
export const senderSetup: DocumentMaker = {
  asks: [
    {
      id: 'care',
      title: 'Who looks after mail',
      question: 'Who owns the account of each mail service, and who reads the reports?',
      form: 'text',
    },
  ],
  parts: (view) => {
    const senders = view.target.sending
    return [
      {
        id: 'senders',
        title: 'Senders',
        blocks: [
          table(
            ['From', 'Service', 'Return path', 'Selectors'],
            senders.map(({ domain, provider, returnPath, selectors }) => [
              domain,
              provider ?? '',
              returnPath ?? '',
              (selectors ?? []).join(', '),
            ]),
            `Mail is sent from ${view.domain}; no sender was named.`,
          ),
        ],
        missing:
          senders.length > 0 || view.target.profile.sendsMail === false
            ? []
            : [
                {
                  text: 'Name the service that sends your sign-in and reset mail',
                  at: { kind: 'question', id: 'mail-sender' },
                },
              ],
      },
      afterAudit(view, { id: 'proven', title: 'Proven' }, () => {
        const said = CHECKS.flatMap((id) => findingsOf(view, id)).filter(({ verdict }) => verdict === 'pass')
        const records = seenRecords(view)
        return {
          blocks: [
            said.length === 0
              ? text('Nothing was proven yet.')
              : bullets(...new Set(said.map((finding) => finding.text))),
            ...(records.length === 0 ? [] : [heading('Records'), table(['Type', 'Name', 'Value'], records)]),
          ],
        }
      }),
      { ask: 'care', suggestion: careSuggestion(view) },
      changePart(view, CHECKS),
    ]
  },
}
