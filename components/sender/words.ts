import type { Status } from '@/components/ui/status'
import type { SenderSimulationDto, SpfReasonDto, SpfTreeRowDto } from '@/lib/contracts/sender'

type Result = SenderSimulationDto['spf']['result']

const STATUS: Readonly<Record<Result, Status>> = {
  pass: 'pass',
  fail: 'fail',
  permerror: 'fail',
  softfail: 'warn',
  neutral: 'warn',
  temperror: 'unknown',
  none: 'unknown',
}

export function resultStatus(result: Result): Status {
  return STATUS[result]
}

/** What the result means for the mail, as one sentence. */
export function resultSentence({ ip, domain, spf }: Pick<SenderSimulationDto, 'ip' | 'domain' | 'spf'>): string {
  switch (spf.result) {
    case 'pass':
      return `${ip} may send mail for ${domain}.`
    case 'fail':
      return `${domain} says that ${ip} must not send for it. Receivers refuse this mail.`
    case 'softfail':
      return `${domain} says that ${ip} should probably not send for it. Receivers look closer, most use the spam folder.`
    case 'neutral':
      return `${domain} says nothing about ${ip}. This mail is treated like mail without SPF.`
    case 'none':
      return `${domain} publishes no SPF record, so receivers learn nothing from it.`
    case 'permerror':
      return `Receivers cannot use the record of ${domain}. This mail counts as not authenticated.`
    case 'temperror':
      return `A DNS question was not answered. Receivers ask the sending server to try again later.`
  }
}

const REASONS: Readonly<Record<SpfReasonDto, string>> = {
  syntax: 'the record has a syntax error',
  'non-ascii': 'the record holds characters outside plain ASCII',
  'multiple-records': 'there is more than one record',
  'include-without-spf': 'an include points to a name without a record',
  'redirect-without-spf': 'the redirect points to a name without a record',
  loop: 'the record leads back to itself',
  'too-deep': 'the includes are nested too deeply',
  'mx-over-10': 'a name has more than 10 mail servers',
  'too-many-lookups': 'more than 10 lookups are needed',
  'too-many-voids': 'more than 2 lookups find nothing',
  'dns-error': 'a DNS question was not answered',
  'bad-name': 'this is no domain that can be asked',
  'sender-dependent': 'it depends on who sends',
}

export function reasonText(reason: SpfReasonDto): string {
  return REASONS[reason]
}

const OUTCOMES: Readonly<Record<SpfTreeRowDto['outcome'], string>> = {
  match: 'matches, so this decides',
  'no-match': 'does not match',
  permerror: 'cannot be used',
  temperror: 'no answer',
  unknown: 'depends on the sender',
  'not-reached': 'not reached',
}

export function outcomeText({ outcome, reason, depth }: Pick<SpfTreeRowDto, 'outcome' | 'reason' | 'depth'>): string {
  // Inside an include a match only ends the part: "~all" there lets the include itself match nobody.
  if (outcome === 'match' && depth > 0) return 'matches, so this part ends here'
  return reason === undefined ? OUTCOMES[outcome] : `${OUTCOMES[outcome]}: ${REASONS[reason]}`
}

/** What a term costs, with everything below it where that is more. */
export function costText({ cost, total }: Pick<SpfTreeRowDto, 'cost' | 'total'>): string {
  if (total === 0) return 'free'
  const own = `${cost} ${cost === 1 ? 'lookup' : 'lookups'}`
  return total > cost ? `${own}, ${total} with everything inside` : own
}

const POLICIES = {
  none: 'Mail that fails is delivered as usual (policy none).',
  quarantine: 'Mail that fails goes to the spam folder (policy quarantine).',
  reject: 'Mail that fails is refused (policy reject).',
} as const

/** What receivers do with mail that fails DMARC. */
export function policyText(policy: keyof typeof POLICIES | undefined): string {
  return policy === undefined ? 'No policy applies: receivers decide by themselves.' : POLICIES[policy]
}
