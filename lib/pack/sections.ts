import type { Block, Doc, DocView } from '../deliverables/doc'
import { makeDoc } from '../deliverables/makers'
import type { ChangeLabel } from '../engine/compare'
import { CHANGE_WORDS } from '../engine/compare-words'
import { formatEffort } from '../format/effort'
import { formatExact } from '../format/time'
import { confirmations } from '../roadmaps/confirmations'
import type { DeliverableId } from '../roadmaps/ids'
import { items } from '../roadmaps/items'
import { headline, MUST_HAVE_WORDS, reasonWords, STAGE_WORDS } from '../roadmaps/words'
import type { PackBlock, PackSection } from './content'

type Side = { text: string } | null
type Change = { label: ChangeLabel; title: string; subject: { id: string }; before: Side; after: Side }
type Moment = { at: string | null }

/** What a pack is made from. Times as RFC 3339. */
export type PackInput = {
  view: DocView
  /** Null while there is nothing to compare. */
  compare: { from: Moment; to: Moment; summary: string; changes: readonly Change[] } | null
  map: readonly { title: string; value: string; sentence: string; state: string; because: readonly string[] }[]
  waivers: readonly { title: string; by: string; until: string; reason: string; publicNote: string }[]
  confirmations: readonly { itemId: string; by: string; at: string; expiresAt: string | null; proof: string }[]
  people: readonly { name: string; role: string }[]
}

type Made = { blocks: Block[]; missing: string[] }

const heading = (text: string): Block => ({ kind: 'heading', text, level: 2 })
const text = (said: string): Block => ({ kind: 'text', text: said })
const table = (columns: string[], rows: string[][]): Block => ({ kind: 'table', columns, rows })

function when(at: string | null): string {
  return at === null ? 'never' : formatExact(Date.parse(at))
}

function titled(title: string, columns: string[], rows: string[][]): Block[] {
  return rows.length === 0 ? [] : [heading(title), table(columns, rows)]
}

function verdict({ view }: PackInput): Made {
  const { state } = view
  if (state.checkedAt === undefined)
    return { blocks: [text('Nothing was checked yet.')], missing: ['Run the first audit'] }
  return {
    missing: [],
    blocks: [
      text(headline(state)),
      text(`Checked ${formatExact(state.checkedAt)}.`),
      ...titled(
        'Launch blockers, in fix order',
        ['Blocker', 'Where', 'Effort', 'Owner'],
        state.blockers.map(({ title, subject, effort, fingerprint }) => [
          title,
          subject.id,
          formatEffort(effort),
          view.ownerOf(fingerprint) ?? 'nobody yet',
        ]),
      ),
      ...titled(
        'Not proven, and needed for GO',
        ['Requirement', 'Why'],
        state.unproven.map(({ itemId, checks }) => [
          items[itemId].text,
          [...new Set(checks.map(({ reason }) => reasonWords(reason)))].join('. '),
        ]),
      ),
      heading('Must-haves'),
      table(
        ['Must-have', 'State'],
        state.mustHaves.map((one) => [one.text, MUST_HAVE_WORDS[one.state]]),
      ),
      heading('Stages'),
      table(
        ['Stage', 'State', 'Blockers'],
        state.stages.map((stage) => [stage.title, STAGE_WORDS[stage.state], String(stage.blockers)]),
      ),
    ],
  }
}

function beforeAfter({ compare }: PackInput): Made {
  if (compare === null) return { blocks: [text('There is nothing to compare with yet.')], missing: [] }
  const rows = compare.changes.map(({ label, title, subject, before, after }) => [
    CHANGE_WORDS[label],
    title,
    subject.id,
    before?.text ?? '',
    after?.text ?? '',
  ])
  return {
    missing: [],
    blocks: [
      text(`${compare.summary}.`),
      text(`From ${when(compare.from.at)} to ${when(compare.to.at)}.`),
      ...(rows.length === 0 ? [] : [table(['Change', 'Check', 'Where', 'Before', 'After'], rows)]),
    ],
  }
}

const STATES: Readonly<Record<string, string>> = {
  seen: 'Seen',
  guess: 'Guess',
  said: 'Said by the team',
  none: 'None found',
  unknown: 'Not known',
  missing: 'Not looked at',
  asked: 'Not answered',
}

function productionMap({ map }: PackInput): Made {
  if (map.length === 0)
    return { blocks: [text('The map is empty before the first audit.')], missing: ['Run the first audit'] }
  return {
    missing: [],
    blocks: [
      { kind: 'list', items: map.map(({ sentence }) => sentence) },
      table(
        ['Place', 'What', 'How we know', 'Inferred from'],
        map.map(({ title, value, state, because }) => [title, value, STATES[state] ?? state, because.join('; ')]),
      ),
    ],
  }
}

function made(doc: Doc): Made {
  return { blocks: doc.blocks, missing: doc.missing.map((one) => one.text) }
}

function documentsOf(view: DocView, ...ids: DeliverableId[]): Made {
  const all = ids.map((id) => made(makeDoc(id, view)))
  return { blocks: all.flatMap(({ blocks }) => blocks), missing: [...new Set(all.flatMap(({ missing }) => missing))] }
}

/** Some parts of the handover document, each under its heading. */
function partsOf(view: DocView, ...ids: string[]): Made {
  const { parts } = makeDoc('handover-pack', view)
  const wanted = parts.filter(
    ({ id, blocks, state }) => ids.includes(id) && !(state === 'extra' && blocks.length === 0),
  )
  return {
    blocks: wanted.flatMap(({ title, blocks }) => [
      heading(title),
      ...(blocks.length === 0 ? [text('Not filled in yet.')] : blocks),
    ]),
    missing: wanted.flatMap(({ missing }) => missing.map((one) => one.text)),
  }
}

function risks(input: PackInput): Made {
  const list = documentsOf(input.view, 'risk-list')
  return {
    missing: list.missing,
    blocks: [
      ...list.blocks,
      ...titled(
        'Accepted risks',
        ['Risk', 'Accepted by', 'Until', 'Reason', 'Public note'],
        input.waivers.map(({ title, by, until, reason, publicNote }) => [title, by, when(until), reason, publicNote]),
      ),
    ],
  }
}

function statementOf(itemId: string): string {
  const known = Object.entries(confirmations).find(([id]) => id === itemId)?.[1]
  return known?.text ?? itemId
}

function confirmed({ confirmations: signed }: PackInput): Made {
  if (signed.length === 0) return { blocks: [text('Nobody confirmed anything yet.')], missing: [] }
  const rows = signed.map(({ itemId, by, at, expiresAt, proof }) => [
    statementOf(itemId),
    by,
    when(at),
    expiresAt === null ? 'until taken back' : when(expiresAt),
    proof,
  ])
  return { blocks: [table(['Statement', 'Confirmed by', 'On', 'Counts until', 'Proof'], rows)], missing: [] }
}

function contacts(input: PackInput): Made {
  const parts = partsOf(input.view, 'contacts', 'links', 'open-ends')
  return {
    missing: parts.missing,
    blocks: [
      ...parts.blocks,
      ...titled(
        'Members of the workspace',
        ['Name', 'Role'],
        input.people.map(({ name, role }) => [name, role]),
      ),
    ],
  }
}

function plain(block: Block): PackBlock {
  switch (block.kind) {
    case 'heading':
      return { kind: 'heading', text: block.text, level: block.level ?? 2 }
    case 'list':
      return { kind: 'list', items: [...block.items], ordered: block.ordered ?? false }
    default:
      return block
  }
}

/** Every section of a pack, in the order somebody who takes over reads them. */
export function packSections(input: PackInput): PackSection[] {
  const { view } = input
  const sections: [id: string, title: string, content: Made][] = [
    ['verdict', 'Verdict', verdict(input)],
    ['before-and-after', 'Before and after', beforeAfter(input)],
    ['production-map', 'Production map', productionMap(input)],
    ['domains', 'Domains and redirects', documentsOf(view, 'domain-map')],
    ['email', 'Email records', documentsOf(view, 'sender-setup')],
    ['variables', 'Environment variables, names only', documentsOf(view, 'env-var-map')],
    ['secrets', 'Secrets checklist', documentsOf(view, 'secrets-checklist')],
    ['deploy', 'Deploy and rollback', documentsOf(view, 'deploy-instructions')],
    ['monitors', 'Monitors and thresholds', documentsOf(view, 'monitoring-setup', 'alert-rules')],
    ['performance', 'Performance report', documentsOf(view, 'performance-report')],
    ['risks', 'Open risks and accepted risks', risks(input)],
    ['approvals', 'Approvals and handover checklist', partsOf(view, 'approvers', 'access', 'checklist')],
    ['check-first', 'What to check first', partsOf(view, 'first')],
    ['contacts', 'Contacts', contacts(input)],
    ['confirmations', 'Confirmations', confirmed(input)],
  ]
  return sections.map(([id, title, { blocks, missing }]) => ({ id, title, blocks: blocks.map(plain), missing }))
}
