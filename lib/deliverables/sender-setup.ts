import { type Block, type Doc, type DocView, docOf } from './doc'
import { findingsOf, openParts, statesOf, unprovenParts } from './parts'

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

function senderRows(view: DocView): string[][] {
  return view.target.sending.map(({ domain, provider, returnPath, selectors }) => [
    domain,
    provider ?? '',
    returnPath ?? '',
    (selectors ?? []).join(', '),
  ])
}

/** The verified setup for mail the product sends. */
export function senderSetup(view: DocView): Doc {
  if (view.state.checkedAt === undefined) return docOf({ blocks: [], missing: ['Run the first audit'] })
  const states = statesOf(view, CHECKS)
  const senders = senderRows(view)
  const seen = CHECKS.flatMap((id) => findingsOf(view, id).filter(({ verdict }) => verdict === 'pass'))
  const records = seen.flatMap(({ exhibits }) =>
    exhibits.flatMap((exhibit) =>
      exhibit.kind === 'dns'
        ? exhibit.records.map((record) => [exhibit.question.type, exhibit.question.name, record])
        : [],
    ),
  )
  const open = openParts(states)
  const blocks: Block[] = [
    { kind: 'heading', text: 'Senders' },
    senders.length === 0
      ? { kind: 'text', text: `Mail is sent from ${view.domain}; no sender was named.` }
      : { kind: 'table', columns: ['From', 'Service', 'Return path', 'Selectors'], rows: senders },
    ...(seen.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: 'Proven' },
          { kind: 'list' as const, items: [...new Set(seen.map(({ text }) => text))] },
        ]),
    ...(records.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: 'Records' },
          { kind: 'table' as const, columns: ['Type', 'Name', 'Value'], rows: records },
        ]),
    ...(open.length === 0 ? [] : [{ kind: 'heading' as const, text: 'To change' }, ...open]),
  ]
  const missing = unprovenParts(states)
  if (senders.length === 0) missing.push('Name the service that sends your sign-in and reset mail')
  return docOf({ blocks, missing })
}
