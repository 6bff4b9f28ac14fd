import { count } from '../format/count'
import { deliverables } from '../roadmaps/deliverables'
import { approverRoles } from '../roadmaps/handover'
import type { DeliverableId } from '../roadmaps/ids'
import { assemble } from './assemble'
import type { Block, DocumentMaker, DocView, Makers, Missing } from './doc'
import { edgeOf, hostingOf, mailServices, mainHost, nameServersOf, registrarOf } from './facts'
import { LAYER_COLUMNS, layerRows } from './layers'
import { afterAudit, heading, itemTable, openItems, table, text } from './parts'
import { askedFor, wantedDocuments } from './wanted'
import { watched } from './watch'

const ITEMS = ['domains-documented', 'email-auth-live', 'access-transferred', 'change-approvers-named'] as const

type Others = Omit<Makers, 'handover-pack'>

function isOther(id: DeliverableId): id is Exclude<DeliverableId, 'handover-pack'> {
  return id !== 'handover-pack'
}

function contents(view: DocView, others: Others): { blocks: Block[]; missing: Missing[] } {
  const ids = wantedDocuments(view).filter(isOther)
  const asked = askedFor(view)
  const made = ids.map((id) => ({ id, title: deliverables[id].title, doc: assemble(id, others[id], view) }))
  return {
    blocks: [
      table(
        ['Document', 'What it is', 'Filled'],
        made.map(({ id, title, doc }) => [title, deliverables[id].text, `${doc.filled} of ${doc.total} parts`]),
      ),
    ],
    missing: made
      .filter(({ id, doc }) => doc.state !== 'ready' && asked.includes(id))
      .map(({ id, title, doc }) => ({
        text: `${title}: ${doc.filled} of ${doc.total} parts filled`,
        at: { kind: 'document', id },
      })),
  }
}

function linkRows(view: DocView): string[][] {
  return [
    ['The product', `https://${mainHost(view)}/`],
    ...watched(view).map(({ name, url }) => [name, url]),
    ...view.target.hosts.map(({ name, role }) => [`Host, ${role}`, name]),
  ]
}

function transferRows(view: DocView): string[][] {
  const rows: [what: string, where: string | undefined][] = [
    ['Registration of the domain', registrarOf(view)],
    ['DNS', nameServersOf(view)],
    ['Network in front', edgeOf(view)],
    ['Hosting', hostingOf(view)],
    ...mailServices(view).map((name): [string, string] => ['Mail', name]),
    ['Code', undefined],
    ['Database and its backups', undefined],
    ['Payments', undefined],
    ['Monitoring', undefined],
  ]
  return rows.map(([what, where]) => [what, where ?? '', '', '', '', ''])
}

function approverPart(view: DocView): { blocks: Block[]; missing: Missing[] } {
  const named =
    view.checklist?.approvers ?? Object.values(approverRoles).map((what) => ({ what, who: null, reach: null }))
  return {
    blocks: [
      table(
        ['May approve', 'Person', 'Reached by'],
        named.map(({ what, who, reach }) => [what, who ?? 'nobody yet', reach ?? '']),
      ),
    ],
    missing: named
      .filter(({ who }) => who === null)
      .map(({ what }) => ({ text: `Nobody is named who approves: ${what}`, at: { kind: 'handover' } })),
  }
}

function checklistPart({ checklist }: DocView): { blocks: Block[]; missing: Missing[] } {
  const sections = checklist?.sections ?? []
  const moved = checklist?.transfers ?? []
  const open = [...sections.flatMap(({ rows }) => rows), ...moved].filter(({ done }) => done === null).length
  return {
    blocks: [
      ...sections.flatMap(({ title, rows }): Block[] =>
        rows.length === 0
          ? []
          : [
              heading(title),
              table(
                ['What', 'Done', 'Owner'],
                rows.map((row) => [row.text, row.done ?? 'open', row.owner ?? '']),
              ),
            ],
      ),
      ...(moved.length === 0
        ? []
        : [
            heading('What changed hands'),
            table(
              ['What', 'From', 'To', 'Done'],
              moved.map(({ what, from, to, done }) => [what, from, to, done ?? 'open']),
            ),
          ]),
    ],
    missing:
      checklist === undefined || open > 0
        ? [
            {
              text:
                open === 0
                  ? 'Go through the handover checklist'
                  : `The handover checklist has ${count(open, 'open row')}`,
              at: { kind: 'handover' },
            },
          ]
        : [],
  }
}

/** Links, access transfer notes and what to check first, with the contents of everything else. */
export function handoverPack(others: Others): DocumentMaker {
  return {
    asks: [
      {
        id: 'access',
        title: 'Access, and who has it now',
        question: 'Which account goes from whom to whom, and when? Say where the password is kept, never the password.',
        form: 'rows',
        columns: [
          { label: 'What', needed: true },
          { label: 'Where' },
          { label: 'From', needed: true },
          { label: 'To', needed: true },
          { label: 'Day', needed: true },
          { label: 'Kept in' },
        ],
      },
      {
        id: 'contacts',
        title: 'Contacts',
        question: 'Whom do you ask about what after the handover, and until when?',
        form: 'rows',
        columns: [
          { label: 'About', needed: true },
          { label: 'Person', needed: true },
          { label: 'Reached by', needed: true },
          { label: 'Until' },
        ],
      },
      {
        id: 'open-ends',
        title: 'Open ends',
        question: 'What is unfinished, and what should nobody touch without asking?',
        form: 'text',
        optional: true,
      },
    ],
    parts: (view) => [
      { id: 'contents', title: 'Contents', ...contents(view, others) },
      { id: 'links', title: 'Links', blocks: [table(['What', 'Address'], linkRows(view))] },
      {
        id: 'first',
        title: 'What to check first',
        blocks: [
          text('Something does not work. Go down this list and stop at the first row that is true.'),
          table(LAYER_COLUMNS, layerRows(view)),
        ],
      },
      { ask: 'access', suggestion: transferRows(view) },
      { id: 'approvers', title: 'Who approves changes', ...approverPart(view) },
      { id: 'checklist', title: 'Handover checklist', ...checklistPart(view) },
      {
        ask: 'contacts',
        suggestion: [
          ['The product', '', '', ''],
          ['Domain and DNS', view.target.profile.dnsApprover ?? '', '', ''],
          ['Mail', '', '', ''],
          ['Money', '', '', ''],
        ],
      },
      { ask: 'open-ends' },
      afterAudit(view, { id: 'proof', title: 'What is proven' }, () => ({
        blocks: [itemTable(view, ITEMS)],
        missing: openItems(view, ITEMS),
      })),
    ],
  }
}
