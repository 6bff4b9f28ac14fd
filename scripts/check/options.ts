import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { parseDomain, startingPoint } from '../../lib/contracts/domain'
import { RATE_SURFACES, type RateSurface } from '../../lib/engine/rate-template'
import { type Target, targetSchema } from '../../lib/engine/target'
import { findCheck } from '../../lib/registry/registry'
import { ROADMAP_IDS, type RoadmapId } from '../../lib/roadmaps/ids'

/** A call that cannot be carried out; the message names what is wrong and the remedy. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export const USAGE = `Usage: npm run --silent check -- <domain> [options]

  --json                 print one JSON document instead of the report
  --roadmap <id>         creator (default) or ops
  --project <file.json>  the project: hosts, key URLs, sending domains, profile
  --only <id,id>         run only these checks
  --active               let checks send small probes to the domain; needs --proof
  --proof <lr1=...>      the value of the TXT record at _launch-ready.<domain> that shows it is yours
  --rates <id,id>        with --active, what may get many requests: login, password-reset, signup, public-api, webhook
  --message <file.eml>   the source of a real message your product sent, to prove SPF, DKIM and DMARC
  --attest <file.json>   what people confirm: [{ "item": "...", "by": "...", "on": "2026-11-20" }]
  --save-evidence <file> keep what was seen, for a later replay
  --evidence <file>      judge saved evidence again; nothing is contacted
  --print-schema         print the JSON Schema of the project file
  --help                 print this text

Exit code: 0 GO, 10 GO with known risks, 20 not proven, 30 NO-GO, 2 usage or internal error.`

export type CheckOptions = {
  target: Target
  roadmapId: RoadmapId
  json: boolean
  only: string[] | undefined
  /** The token whose record proves the domain; present when active probes are allowed. */
  proof: string | undefined
  /** Surfaces that may get many requests where probes are allowed. */
  rates: RateSurface[]
  message: string | undefined
  attest: string | undefined
  saveEvidence: string | undefined
  evidence: string | undefined
}

export type Call = { kind: 'help' } | { kind: 'schema' } | { kind: 'check'; options: CheckOptions }

/** The file may leave the hosts out; then apex and www are assumed, as without a file. */
const projectFileSchema = targetSchema.extend({ hosts: targetSchema.shape.hosts.removeDefault().optional() })

/** The JSON Schema of the project file. */
export function projectFileJsonSchema(): unknown {
  return z.toJSONSchema(projectFileSchema, { io: 'input' })
}

function parseCommandLine(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        roadmap: { type: 'string' },
        project: { type: 'string' },
        only: { type: 'string' },
        active: { type: 'boolean' },
        proof: { type: 'string' },
        rates: { type: 'string' },
        message: { type: 'string' },
        attest: { type: 'string' },
        'save-evidence': { type: 'string' },
        evidence: { type: 'string' },
        'print-schema': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'These arguments cannot be read.')
  }
}

function issueText(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const at = path === '' ? '' : ` in ${path}`
    return `unknown key${issue.keys.length === 1 ? '' : 's'}${at}: ${issue.keys.join(', ')}`
  }
  return path === '' ? issue.message : `${path}: ${issue.message}`
}

function acceptDomain(typed: string, allowTest: boolean): string {
  const parsed = parseDomain(typed, { allowTest })
  if (!parsed.ok) throw new UsageError(`${typed}: ${parsed.reason}`)
  return parsed.host
}

function normaliseTarget(target: Target, allowTest: boolean): Target {
  const name = (text: string): string => acceptDomain(text, allowTest)
  return {
    ...target,
    domain: name(target.domain),
    ...(target.canonicalHost === undefined ? {} : { canonicalHost: name(target.canonicalHost) }),
    hosts: target.hosts.map((host) => ({ ...host, name: name(host.name) })),
    sending: target.sending.map((sender) => ({ ...sender, domain: name(sender.domain) })),
  }
}

function targetFromFile(path: string, allowTest: boolean): Target {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new UsageError(`--project: ${path} cannot be read.`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`--project: ${path} is not JSON (${error instanceof Error ? error.message : 'unreadable'}).`)
  }
  const parsed = projectFileSchema.safeParse(value)
  if (!parsed.success) {
    throw new UsageError(`--project: ${path}\n  ${parsed.error.issues.map(issueText).join('\n  ')}`)
  }
  const { hosts, ...rest } = parsed.data
  return normaliseTarget(
    { ...rest, hosts: hosts ?? startingPoint(acceptDomain(rest.domain, allowTest)).hosts },
    allowTest,
  )
}

function targetOf(typed: string | undefined, projectFile: string | undefined, allowTest: boolean): Target {
  if (projectFile !== undefined) {
    const target = targetFromFile(projectFile, allowTest)
    if (typed !== undefined && acceptDomain(typed, allowTest) !== target.domain) {
      throw new UsageError(`The project file is about ${target.domain}, not about ${typed}. Leave one of the two out.`)
    }
    return target
  }
  if (typed === undefined) throw new UsageError('Which domain? Example: npm run --silent check -- acme.io')
  const start = startingPoint(acceptDomain(typed, allowTest))
  return { ...start, urls: [], sending: [], profile: {} }
}

function onlyOf(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined
  const ids = text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
  const unknown = ids.filter((id) => findCheck(id) === undefined)
  if (unknown.length > 0) throw new UsageError(`--only: there is no check called ${unknown.join(', ')}.`)
  if (ids.length === 0) throw new UsageError('--only: name at least one check.')
  return ids
}

function ratesOf(text: string | undefined, active: boolean): RateSurface[] {
  if (text === undefined) return []
  if (!active) throw new UsageError('--rates is only of use together with --active.')
  const ids = text.split(',').map((id) => id.trim())
  const known = RATE_SURFACES.filter((surface) => ids.includes(surface))
  const unknown = ids.filter((id) => !known.some((surface) => surface === id))
  if (unknown.length > 0)
    throw new UsageError(`--rates: ${unknown.join(', ')} is not one of ${RATE_SURFACES.join(', ')}.`)
  return known
}

type Permission = { active: boolean; proof: string | undefined; replays: boolean }

/** The token to look for, where active probes are wanted. */
function proofOf({ active, proof, replays }: Permission): string | undefined {
  if (!active && proof === undefined) return undefined
  if (!active) throw new UsageError('--proof is only of use together with --active.')
  if (replays) throw new UsageError('--active and --evidence exclude each other: saved evidence contacts nobody.')
  if (proof === undefined) {
    throw new UsageError('--active needs --proof lr1=...: publish that value as TXT record at _launch-ready.<domain>.')
  }
  if (!/^lr1=[A-Za-z0-9_-]{22}$/.test(proof)) {
    throw new UsageError('--proof: a token is lr1= and 22 letters, digits, - or _.')
  }
  return proof
}

function isRoadmapId(text: string): text is RoadmapId {
  return ROADMAP_IDS.some((id) => id === text)
}

/** Reads the command line. Throws `UsageError` that names the argument and the remedy. */
export function readCall(argv: readonly string[], allowTest: boolean): Call {
  const { values, positionals } = parseCommandLine(argv)
  if (values.help) return { kind: 'help' }
  if (values['print-schema']) return { kind: 'schema' }
  if (positionals.length > 1) throw new UsageError(`One domain at a time, please: ${positionals.join(' ')}`)
  const roadmapId = values.roadmap ?? 'creator'
  if (!isRoadmapId(roadmapId)) throw new UsageError(`--roadmap: ${roadmapId} is not one of ${ROADMAP_IDS.join(', ')}.`)
  if (values.message !== undefined && values.evidence !== undefined) {
    throw new UsageError('--message and --evidence exclude each other: saved evidence contacts nobody.')
  }
  return {
    kind: 'check',
    options: {
      target: targetOf(positionals[0], values.project, allowTest),
      roadmapId,
      json: values.json ?? false,
      only: onlyOf(values.only),
      proof: proofOf({
        active: values.active ?? false,
        proof: values.proof,
        replays: values.evidence !== undefined,
      }),
      rates: ratesOf(values.rates, values.active ?? false),
      message: values.message,
      attest: values.attest,
      saveEvidence: values['save-evidence'],
      evidence: values.evidence,
    },
  }
}
