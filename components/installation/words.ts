import type { Status } from '@/components/ui/status'
import type { InstallationLookDto, ResolverLookDto } from '@/lib/contracts/installation'

/** What is not as it should be, and what to do about it. */
export type Note = { text: string; remedy: string }
export type State = { status: Status; word: string }

const OTHER = 'name another resolver in LR_DNS_RESOLVERS'
const GOOD: State = { status: 'pass', word: 'Good' }
const WARNING: State = { status: 'warn', word: 'Warning' }
const NOT_PROVEN: State = { status: 'unknown', word: 'Not proven' }

/** One of these is all there is to say: without answers nothing else can be told. */
const SILENT: Readonly<Record<'no' | 'refused' | 'failing', Note>> = {
  no: {
    text: 'It did not answer, neither over UDP nor over TCP.',
    remedy: `Allow outgoing traffic to it, or ${OTHER}.`,
  },
  refused: {
    text: 'It answers, but refuses our questions.',
    remedy: `Let it serve this machine, or ${OTHER}.`,
  },
  failing: {
    text: 'It answers only that it could not find out.',
    remedy: `Check its own way to the internet, or ${OTHER}.`,
  },
}

/** Everything to be warned of about one resolver; nothing where all is well. */
export function notesOf(resolver: ResolverLookDto): Note[] {
  const { reach, edns, tcp, validates, admitsMissing, isPublic } = resolver
  if (reach === 'no' || reach === 'refused' || reach === 'failing') return [SILENT[reach]]
  const found: [boolean, Note][] = [
    [
      reach === 'tcp-only',
      {
        text: 'It answers over TCP only. Each question waits for UDP first, so audits take long.',
        remedy: `Allow UDP to it, or ${OTHER}.`,
      },
    ],
    [
      !tcp,
      {
        text: 'It does not answer over TCP. Long answers, such as signatures and large TXT records, stay not proven.',
        remedy: `Allow TCP to it, or ${OTHER}.`,
      },
    ],
    [
      edns === 'no',
      {
        text: 'It does not speak EDNS. Signatures cannot be asked for, and it cannot tell why something failed.',
        remedy: `Update it, or ${OTHER}.`,
      },
    ],
    [
      validates === 'no',
      {
        text: 'It does not check DNSSEC signatures. A domain with broken signatures looks fine from here.',
        remedy: `Turn validation on there, or name a resolver that validates in LR_DNS_RESOLVERS.`,
      },
    ],
    [
      admitsMissing === 'no',
      {
        text: 'It answers for a name nobody has. A missing record can look as if it were there.',
        remedy: `Turn off search pages and blocking pages there, or ${OTHER}.`,
      },
    ],
    [
      !isPublic,
      {
        text: 'Its address is private. Its answers may differ from what your customers see.',
        remedy: 'Name a public resolver in LR_DNS_RESOLVERS, unless this one gives everybody the same answers.',
      },
    ],
  ]
  return found.flatMap(([applies, note]) => (applies ? [note] : []))
}

/** The state of one resolver: what could not be told is never called good. */
export function stateOf(resolver: ResolverLookDto): State {
  if (resolver.reach === 'no') return { status: 'fail', word: 'Not reachable' }
  if (notesOf(resolver).length > 0) return WARNING
  const told = [resolver.edns, resolver.validates, resolver.admitsMissing]
  return told.includes('unknown') ? NOT_PROVEN : GOOD
}

const TOLD = { yes: 'Yes', no: 'No', unknown: 'Could not be told' } as const

/** The facts about a resolver that answers, each with its name. */
export function factsOf({ edns, tcp, validates, admitsMissing }: ResolverLookDto): [name: string, value: string][] {
  return [
    ['EDNS', TOLD[edns]],
    ['TCP', tcp ? 'Yes' : 'No'],
    ['Checks DNSSEC', TOLD[validates]],
    ['Says when a name is missing', TOLD[admitsMissing]],
  ]
}

type Part = { state: State; text: string; remedy?: string }

/** Whether name servers can be asked directly, and what follows from it. */
export function directPart({ setting, reached }: InstallationLookDto['direct']): Part {
  if (setting === 'off') {
    return {
      state: WARNING,
      text: 'LR_DNS_AUTHORITY is off: name servers are not asked directly, and checks that need it stay not proven.',
      remedy: 'Where outgoing port 53 is open, set LR_DNS_AUTHORITY to auto.',
    }
  }
  if (setting === 'on') {
    return {
      state: NOT_PROVEN,
      text: 'LR_DNS_AUTHORITY is on: name servers are asked directly without trying first whether that works.',
      remedy: 'Set LR_DNS_AUTHORITY to auto to have it tried.',
    }
  }
  if (reached) return { state: GOOD, text: 'Name servers answer when they are asked directly.' }
  return {
    state: WARNING,
    text: 'This network cannot reach name servers directly, and checks that need it stay not proven.',
    remedy:
      'Allow outgoing UDP and TCP on port 53, or set LR_DNS_AUTHORITY to off so that nobody waits for it. We try again after ten minutes.',
  }
}
