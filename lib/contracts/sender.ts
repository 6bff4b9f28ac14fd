import { z } from 'zod'
import { contract } from './contract'

const Reason = z.enum([
  'syntax',
  'non-ascii',
  'multiple-records',
  'include-without-spf',
  'redirect-without-spf',
  'loop',
  'too-deep',
  'mx-over-10',
  'too-many-lookups',
  'too-many-voids',
  'dns-error',
  'bad-name',
  'sender-dependent',
])
export type SpfReasonDto = z.infer<typeof Reason>

/** One term of the record as a line of the tree, in the order in which a receiver asks. */
export const SpfTreeRowDto = z.object({
  depth: z.number().int(),
  owner: z.string(),
  term: z.string(),
  target: z.string(),
  cost: z.number().int(),
  total: z.number().int(),
  running: z.number().int(),
  crosses: z.boolean(),
  voids: z.array(z.string()),
  outcome: z.enum(['match', 'no-match', 'permerror', 'temperror', 'unknown', 'not-reached']),
  reason: Reason.optional(),
  senderDependent: z.boolean(),
  record: z.string().optional(),
  provider: z.string().optional(),
})
export type SpfTreeRowDto = z.infer<typeof SpfTreeRowDto>

const Tree = z.object({
  lookups: z.number().int(),
  voids: z.number().int(),
  rows: z.array(SpfTreeRowDto),
  /** More lines than are shown. */
  cut: z.boolean(),
})

const Policy = z.enum(['none', 'quarantine', 'reject'])

export const SenderSimulationDto = z.object({
  ip: z.string(),
  helo: z.string().optional(),
  from: z.string(),
  domain: z.string(),
  spf: Tree.extend({
    result: z.enum(['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror']),
    reason: Reason.optional(),
    explanation: z.string().optional(),
    record: z.string().optional(),
  }),
  /** The record walked to its end by a stranger. */
  whole: Tree,
  dmarc: z.object({
    steps: z.array(
      z.object({
        domain: z.string(),
        status: z.enum(['found', 'void', 'error']),
        record: z.string().optional(),
        decides: z.boolean(),
      }),
    ),
    organisation: z.string(),
    policyDomain: z.string().optional(),
    policy: Policy.optional(),
    tag: z.enum(['p', 'sp', 'np']).optional(),
    lowered: z.boolean(),
    unsure: z.boolean(),
    legacy: z.object({ organisation: z.string(), policyDomain: z.string().optional(), policy: Policy.optional() }),
    differs: z.boolean(),
  }),
})
export type SenderSimulationDto = z.infer<typeof SenderSimulationDto>

const typed = z.string().max(512, 'Keep this under 512 characters')

export const simulateSender = contract({
  id: 'sender.simulate',
  method: 'POST',
  path: '/projects/{projectId}/sender-simulations',
  can: 'run.start',
  summary: 'What a receiver decides about mail from one server: SPF with its whole tree, and the DMARC policy',
  body: z.strictObject({ ip: typed, helo: typed.default(''), from: typed.default('') }),
  status: 200,
  response: SenderSimulationDto,
  errors: ['invalid', 'not-found', 'limit'],
})

const SuggestedSender = z.object({
  domain: z.string(),
  /** Id and name of the service, where it was recognised. */
  provider: z.string().optional(),
  providerName: z.string().optional(),
  returnPath: z.string().optional(),
  selectors: z.array(z.string()),
  /** Where this was seen, as short sentences. */
  because: z.array(z.string()),
  /** The project already says so. */
  stated: z.boolean(),
})

/** What DNS tells about the mail of a project, as answers somebody only has to confirm. */
export const MailProfileDto = z.object({
  /** Null until an audit has looked. */
  seenAt: z.iso.datetime().nullable(),
  sendsMail: z.boolean().optional(),
  receivesMail: z.boolean().optional(),
  senders: z.array(SuggestedSender),
  questions: z.array(
    z.object({
      id: z.enum(['sends-mail', 'receives-mail', 'sender-provider', 'dkim-selector', 'volume']),
      domain: z.string(),
      provider: z.string().optional(),
      text: z.string(),
    }),
  ),
  /** A sender to try first in the simulator. */
  example: z.object({ ip: z.string(), helo: z.string(), from: z.string() }),
})
export type MailProfileDto = z.infer<typeof MailProfileDto>

export const getMailProfile = contract({
  id: 'sender.profile',
  method: 'GET',
  path: '/projects/{projectId}/mail-profile',
  can: 'project.read',
  summary: 'What DNS tells about the mail of a project, as suggested answers',
  response: MailProfileDto,
  errors: ['not-found'],
})
