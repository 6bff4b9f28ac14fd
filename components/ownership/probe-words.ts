import type { CheckMeta } from '@/lib/engine/check'

type Sent = { fits: RegExp; text: string }

/** What each kind of active check sends, at most. */
const SENT: readonly Sent[] = [
  {
    fits: /^rate-limit-/,
    text: 'At most 30 requests to each address, with harmless content, ending at the first refusal.',
  },
  {
    fits: /^dns-zone-transfer$/,
    text: 'One request for the whole zone to each name server; we stop after two records.',
  },
  { fits: /cipher/, text: 'At most 12 greetings with old ciphers to each server; no connection is completed.' },
  { fits: /^cors-/, text: 'A few requests that name other origins; none of them changes anything.' },
  { fits: /^origin-/, text: 'A few requests straight to your own server, past the network in front of it.' },
  { fits: /error/, text: 'A few requests with broken input, to see what the error page gives away.' },
]
const OTHER = 'A few requests a visitor would not send, each named in the evidence.'

export type Probe = { id: string; title: string; sends: string }

/** The checks of a run that would send probes, with what they send. */
export function probesOf(
  checks: readonly Pick<CheckMeta, 'id' | 'title' | 'probes'>[],
  wanted?: readonly string[],
): Probe[] {
  return checks
    .filter(({ id, probes }) => probes === true && (wanted === undefined || wanted.includes(id)))
    .map(({ id, title }) => ({ id, title, sends: SENT.find(({ fits }) => fits.test(id))?.text ?? OTHER }))
}
