import type { DocumentMaker, DocView, Missing } from './doc'
import { mainHost, nameServersOf, registrarOf, registrationEnd } from './facts'
import { afterAudit, changePart, shownTables, table, text } from './parts'

const CHECKS = ['domain-map', 'documented-hosts', 'canonical-host', 'redirect-preserves-url', 'domain-registration']

function accountSuggestion(view: DocView): string {
  const registrar = registrarOf(view)
  const servers = nameServersOf(view)
  const until = registrationEnd(view)
  return [
    `- ${view.domain} is registered at ${registrar ?? '____'}, in the account of ____`,
    `- It is paid until ${until ?? '____'}; renewed by ____, paid with the card of ____`,
    `- DNS is edited at ____${servers === undefined ? '' : ` (name servers ${servers})`}, signed in as ____`,
    `- ${view.target.profile.dnsApprover ?? '____'} approves changes of DNS`,
  ].join('\n')
}

function unnamed(view: DocView): Missing[] {
  return view.target.hosts
    .filter(({ owner }) => owner === undefined)
    .map(({ name }) => ({ text: `Nobody is named who answers for ${name}`, at: { kind: 'settings' } }))
}

/** All names with the rules for the canonical host. */
export const domainMap: DocumentMaker = {
  asks: [
    {
      id: 'accounts',
      title: 'Accounts and renewal',
      question: 'Where are the domain and its DNS kept, in whose account, and who renews them?',
      form: 'text',
    },
    {
      id: 'planned',
      title: 'Names that are planned',
      question: 'Which names will be added or retired, and when?',
      form: 'text',
      optional: true,
    },
  ],
  parts: (view) => [
    {
      id: 'names',
      title: 'Names',
      blocks: [
        table(
          ['Name', 'Role', 'Owner'],
          view.target.hosts.map(({ name, role, owner }) => [name, role, owner ?? '']),
        ),
      ],
      missing: unnamed(view),
    },
    {
      id: 'canonical',
      title: 'One main address',
      blocks: [
        text(
          view.target.canonicalHost === undefined
            ? `Every spelling ends where https://${view.domain}/ ends, by a permanent redirect that keeps path and query.`
            : `Every spelling ends at https://${mainHost(view)}/, by a permanent redirect that keeps path and query.`,
        ),
        ...shownTables(view, 'canonical-host'),
      ],
    },
    afterAudit(view, { id: 'seen', title: 'As it is live' }, () => ({
      blocks: shownTables(view, 'domain-map', 'documented-hosts', 'domain-registration'),
    })),
    { ask: 'accounts', suggestion: accountSuggestion(view) },
    { ask: 'planned' },
    changePart(view, CHECKS),
  ],
}
