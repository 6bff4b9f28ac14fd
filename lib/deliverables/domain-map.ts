import { type Block, type Doc, type DocView, docOf } from './doc'
import { openParts, statesOf, tablesOf, unprovenParts } from './parts'

const CHECKS = ['domain-map', 'documented-hosts', 'canonical-host', 'domain-registration'] as const

/** All names with the rules for the canonical host. */
export function domainMap(view: DocView): Doc {
  if (view.state.checkedAt === undefined) return docOf({ blocks: [], missing: ['Run the first audit'] })
  const states = statesOf(view, CHECKS)
  const tables = [...tablesOf(view, 'domain-map'), ...tablesOf(view, 'documented-hosts')]
  const names: Block = {
    kind: 'table',
    columns: ['Name', 'Role', 'Owner'],
    rows: view.target.hosts.map((host) => [host.name, host.role, ownerText(host)]),
  }
  const canonical = view.target.canonicalHost
  const open = openParts(states)
  return docOf({
    blocks: [
      { kind: 'heading', text: 'Names' },
      names,
      ...tables.flatMap(({ title, columns, rows }): Block[] => [
        { kind: 'heading', text: title },
        { kind: 'table', columns: [...columns], rows: rows.map((row) => [...row]) },
      ]),
      { kind: 'heading', text: 'One main address' },
      {
        kind: 'text',
        text:
          canonical === undefined
            ? `Every spelling ends where https://${view.domain}/ ends, by a permanent redirect that keeps path and query.`
            : `Every spelling ends at https://${canonical}/, by a permanent redirect that keeps path and query.`,
      },
      ...(open.length === 0 ? [] : [{ kind: 'heading' as const, text: 'To change' }, ...open]),
    ],
    missing: unprovenParts(states),
  })
}

function ownerText(host: DocView['target']['hosts'][number]): string {
  return 'owner' in host && typeof host.owner === 'string' ? host.owner : ''
}
