import { type FactKind, type FactValue, valueSchema } from '../../contracts/question'
import type { ProfileDto, TargetDto } from '../../contracts/target'
import { AppError, type FieldProblem, invalidField } from '../../errors'
import { type ProveQuestion, questions } from '../../roadmaps/questions'
import { refuseTestNames } from '../project/internal'

/** The parts of a target an answer replaces; what is left out stays. */
export type TargetChange = Partial<Pick<TargetDto, 'hosts' | 'urls' | 'sending' | 'profile'>>

type Target = TargetDto

const withProfile = (target: Target, part: ProfileDto): TargetChange => ({ profile: { ...target.profile, ...part } })

function withHost(target: Target, host: Target['hosts'][number]): Target['hosts'] {
  const known = target.hosts.find(({ name }) => name === host.name)
  if (known === undefined) return [...target.hosts, host]
  return target.hosts.map((other) => (other.name === host.name ? { ...other, role: host.role } : other))
}

function urlChange(target: Target, purpose: Target['urls'][number]['purpose'], value: FactValue<'url'>): TargetChange {
  const others = target.urls.filter((entry) => entry.purpose !== purpose)
  if ('none' in value) return { urls: others }
  const { hostname } = new URL(value.url)
  const isKnown = target.hosts.some(({ name }) => name === hostname)
  if (!isKnown && value.addHost !== true) {
    throw invalidField('value.url', `${hostname} is not one of the hosts of this project. Add it first`)
  }
  return {
    ...(isKnown ? {} : { hosts: withHost(target, { name: hostname, role: purpose === 'api' ? 'api' : 'other' }) }),
    urls: [...others, { url: value.url, purpose }],
  }
}

function stagingChange(target: Target, value: FactValue<'staging'>): TargetChange {
  const rest = target.hosts.map((host) => (host.role === 'staging' ? { ...host, role: 'other' as const } : host))
  if ('none' in value) return { hosts: rest, ...withProfile(target, { hasStaging: false }) }
  if (value.host === target.domain) {
    throw invalidField('value.host', 'This is your main domain. Staging needs a name of its own')
  }
  return {
    hosts: withHost({ ...target, hosts: rest }, { name: value.host, role: 'staging' }),
    ...withProfile(target, { hasStaging: true }),
  }
}

/** The main host and www count as origins whatever is said; the others become app hosts. */
function originsChange(target: Target, { hosts: names }: FactValue<'origins'>): TargetChange {
  const kept = target.hosts.map((host) =>
    host.role === 'app' && !names.includes(host.name) ? { ...host, role: 'other' as const } : host,
  )
  const isMain = (name: string) =>
    kept.some((host) => host.name === name && (host.role === 'apex' || host.role === 'www'))
  const hosts = names
    .filter((name) => !isMain(name))
    .reduce((list, name) => withHost({ ...target, hosts: list }, { name, role: 'app' }), kept)
  return { hosts }
}

function mapChange(target: Target, { owners, approver }: FactValue<'map'>): TargetChange {
  const named = new Map(owners.map(({ name, owner }) => [name, owner]))
  return {
    hosts: target.hosts.map((host) => {
      const owner = named.get(host.name)
      return owner === undefined ? host : { ...host, owner }
    }),
    ...withProfile(target, { dnsApprover: approver }),
  }
}

function change(question: ProveQuestion, target: Target, given: unknown): TargetChange {
  const { writes } = question
  switch (writes.kind) {
    case 'input':
      return {}
    case 'url':
      return urlChange(target, writes.purpose, read(writes.kind, given))
    case 'choice':
      return withProfile(target, { [writes.key]: read(writes.kind, given).answer === 'yes' })
    case 'text':
      return withProfile(target, { [writes.key]: read(writes.kind, given).text })
    case 'date':
      return withProfile(target, { [writes.key]: read(writes.kind, given).date })
    case 'number':
      return withProfile(target, { [writes.key]: read(writes.kind, given).number })
    case 'authority': {
      const { authority, method } = read(writes.kind, given)
      const { certificateMethod: _, ...profile } = target.profile
      return withProfile(
        { ...target, profile },
        { certificateAuthority: authority, ...(method === undefined ? {} : { certificateMethod: method }) },
      )
    }
    case 'staging':
      return stagingChange(target, read(writes.kind, given))
    case 'origins':
      return originsChange(target, read(writes.kind, given))
    case 'senders':
      return { sending: read(writes.kind, given).sending, ...withProfile(target, { sendsMail: true }) }
    case 'map':
      return mapChange(target, read(writes.kind, given))
  }
}

/** The answer in the shape of its kind. Throws `invalid` naming the fields below `value`. */
function read<Kind extends FactKind>(kind: Kind, given: unknown): FactValue<Kind> {
  const parsed = valueSchema(kind).safeParse(given)
  if (parsed.success) return asValue<Kind>(parsed.data)
  const fields: FieldProblem[] = parsed.error.issues.slice(0, 20).flatMap((issue) => {
    const inner = issue.code === 'invalid_union' ? (issue.errors[0] ?? []) : [issue]
    return inner.map(({ path, message }) => ({ name: ['value', ...path].join('.'), reason: message }))
  })
  throw new AppError('invalid', { fields })
}

/** The schema of this very kind produced it, which the compiler cannot see through the table. */
function asValue<Kind extends FactKind>(value: unknown): FactValue<Kind> {
  return value as FactValue<Kind>
}

const HOSTS_AT_MOST = 50

/** What an answer makes of a target. Throws `invalid` with the field to change; pure. */
export function factChange(question: ProveQuestion, target: Target, given: unknown): TargetChange {
  const made = change(question, target, given)
  const known = new Set(target.hosts.map(({ name }) => name))
  const added = (made.hosts ?? []).filter(({ name }) => !known.has(name))
  refuseTestNames(added.map(({ name }) => ({ field: 'value', host: name })))
  if ((made.hosts?.length ?? 0) > HOSTS_AT_MOST) throw invalidField('value', 'A project can have 50 hosts')
  return made
}

function forgotten({ writes }: ProveQuestion, target: Target): TargetChange {
  const without = (...keys: readonly (keyof ProfileDto)[]): TargetChange => ({
    profile: Object.fromEntries(
      Object.entries(target.profile).filter(([key]) => !keys.some((candidate) => candidate === key)),
    ),
  })
  switch (writes.kind) {
    case 'input':
    case 'origins':
      return {}
    case 'url':
      return { urls: target.urls.filter(({ purpose }) => purpose !== writes.purpose) }
    case 'choice':
    case 'text':
    case 'date':
    case 'number':
      return without(writes.key)
    case 'authority':
      return without('certificateAuthority', 'certificateMethod')
    case 'staging':
      return {
        hosts: target.hosts.map((host) => (host.role === 'staging' ? { ...host, role: 'other' as const } : host)),
        ...without('hasStaging'),
      }
    case 'senders':
      return { sending: [] }
    case 'map':
      return { hosts: target.hosts.map(({ owner: _, ...host }) => host), ...without('dnsApprover') }
  }
}

/** What taking an answer back makes of a target: the fact is unknown again. Hosts stay in the list. */
export function factRemoval(question: ProveQuestion, target: Target): TargetChange {
  return forgotten(question, target)
}

/** The question of an id whose answer is part of the target. */
export function factQuestion(id: string): ProveQuestion | undefined {
  return questions.find((question) => question.id === id && question.writes.kind !== 'input')
}
