import type { DocumentMaker, DocView } from './doc'
import { addressOf, mailServices, mainHost } from './facts'
import { afterAudit, findingsOf, itemTable, openItems, table } from './parts'

/** Checks that saw names of variables where anyone can read them. */
const READERS = ['exposed-env', 'health-endpoint', 'debug-endpoints'] as const

/** Upper-case words joined by underscores: a name of a variable, never the shape of a key. */
const NAME = /\b[A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){1,6}\b/g
const MOST_NAMES = 100

/** The variables the usual services are reached with, by a word of the service's name. */
const OF_SERVICE: readonly (readonly [word: string, name: string])[] = [
  ['stripe', 'STRIPE_SECRET_KEY'],
  ['paddle', 'PADDLE_API_KEY'],
  ['openai', 'OPENAI_API_KEY'],
  ['anthropic', 'ANTHROPIC_API_KEY'],
  ['supabase', 'SUPABASE_SERVICE_ROLE_KEY'],
  ['slack', 'SLACK_WEBHOOK_URL'],
  ['github', 'GITHUB_TOKEN'],
  ['google', 'GOOGLE_API_KEY'],
  ['amazon', 'AWS_SECRET_ACCESS_KEY'],
  ['aws', 'AWS_SECRET_ACCESS_KEY'],
  ['postmark', 'POSTMARK_SERVER_TOKEN'],
  ['resend', 'RESEND_API_KEY'],
  ['sendgrid', 'SENDGRID_API_KEY'],
  ['mailgun', 'MAILGUN_API_KEY'],
  ['brevo', 'BREVO_API_KEY'],
  ['mailchimp', 'MAILCHIMP_API_KEY'],
]

function nameFor(service: string): string | undefined {
  const known = service.toLowerCase()
  return OF_SERVICE.find(([word]) => known.includes(word))?.[1]
}

/** Names of variables that could be read from outside, with the check that read each. */
function readableNames(view: DocView): string[][] {
  const rows = new Map<string, string[]>()
  for (const id of READERS) {
    for (const finding of findingsOf(view, id)) {
      if (finding.verdict === 'pass') continue
      const said = [finding.text, ...(finding.fix?.steps ?? []), JSON.stringify(finding.exhibits)].join(' ')
      const where = finding.subject.kind === 'project' ? view.domain : finding.subject.id
      for (const [name] of said.matchAll(NAME)) if (rows.size < MOST_NAMES) rows.set(name, [name, where])
    }
  }
  return [...rows.values()].toSorted(([left = ''], [right = '']) => left.localeCompare(right, 'en'))
}

function leakedServices(view: DocView): string[] {
  return findingsOf(view, 'public-bundle-secrets').flatMap(({ verdict, params }) =>
    verdict !== 'pass' && typeof params.provider === 'string' ? [params.provider] : [],
  )
}

const EVERYWHERE = 'local, staging, production'

/** Variables a product like this one reads, from what is known of it; each row is a proposal. */
function suggestedRows(view: DocView): string[][] {
  const rows = new Map<string, string[]>()
  const add = (name: string, purpose: string, rotation: string): void => {
    if (!rows.has(name)) rows.set(name, [name, purpose, EVERYWHERE, '', rotation])
  }
  for (const [name = ''] of readableNames(view)) add(name, 'Was readable from outside: give it a new value', 'now')
  for (const service of leakedServices(view)) {
    const name = nameFor(service)
    if (name !== undefined) add(name, `Key of ${service}, was readable in a script: give it a new value`, 'now')
  }
  for (const service of mailServices(view)) {
    add(nameFor(service) ?? 'SMTP_URL', `Sends mail through ${service}`, 'every 180 days')
  }
  const login = addressOf(view, 'login')
  if (login !== undefined) add('SESSION_SECRET', `Signs the sessions of people who sign in at ${login}`, 'every year')
  const webhook = addressOf(view, 'webhook')
  if (webhook !== undefined) add('WEBHOOK_SECRET', `Proves that events at ${webhook} are real`, 'every year')
  add('DATABASE_URL', 'Where the product keeps its data', 'every 180 days')
  add('APP_URL', `The address links begin with; in production that of ${mainHost(view)}`, 'never, it is no secret')
  return [...rows.values()]
}

/** Every variable with purpose, environments, owner and rotation; never a value. */
export const envVarMap: DocumentMaker = {
  asks: [
    {
      id: 'variables',
      title: 'Variables',
      question: 'Which variables does the product read, what for, and who changes them? Names only, never a value.',
      form: 'rows',
      columns: [
        { label: 'Variable', kind: 'name', needed: true },
        { label: 'Purpose', needed: true },
        { label: 'Environments', needed: true },
        { label: 'Owner', needed: true },
        { label: 'Changed' },
      ],
    },
    {
      id: 'kept',
      title: 'Where values are kept',
      question: 'Where do the values of each environment live, and who can read them?',
      form: 'rows',
      columns: [
        { label: 'Environment', needed: true },
        { label: 'Kept in', needed: true },
        { label: 'Who can read it', needed: true },
      ],
    },
  ],
  parts: (view) => [
    { ask: 'variables', suggestion: suggestedRows(view) },
    {
      ask: 'kept',
      suggestion: [
        ['local', '', ''],
        ['staging', '', ''],
        ['production', view.target.profile.hostingProvider ?? '', ''],
      ],
    },
    afterAudit(view, { id: 'readable', title: 'Names anyone could read' }, () => ({
      blocks: [table(['Variable', 'Where'], readableNames(view), 'No name of a variable could be read from outside.')],
    })),
    afterAudit(view, { id: 'proof', title: 'What is proven' }, () => {
      const ids = ['env-separated', 'env-vars-present-in-production', 'build-runtime-env-match'] as const
      return { blocks: [itemTable(view, ids)], missing: openItems(view, ids) }
    }),
    {
      id: 'read-by-code',
      title: 'Variables the code reads',
      blocks: [],
      later: 'Filled from the repository once it can be connected. Until then the table above is the list.',
    },
  ],
}
