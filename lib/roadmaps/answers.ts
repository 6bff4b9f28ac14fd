import type { Target } from '../engine/target'
import type { ProveQuestion } from './questions'

/** What is kept beside the target for a question whose answer is that there is nothing. */
export const NONE = { none: true } as const

function isNone(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'none' in value
}

/** The answer as the form shows it; `undefined` while nobody answered. */
export type KnownAnswer = { none: true } | { none: false; summary: string[] }

const CHOICE_WORDS = { true: 'Yes', false: 'No' } as const
const lines = (...summary: (string | undefined)[]): KnownAnswer | undefined => {
  const said = summary.filter((text): text is string => text !== undefined && text !== '')
  return said.length === 0 ? undefined : { none: false, summary: said }
}

function senderLine({ domain, provider, selectors = [] }: Target['sending'][number]): string {
  const extra = [provider, selectors.length === 0 ? undefined : `selectors ${selectors.join(', ')}`].filter(Boolean)
  return extra.length === 0 ? domain : `${domain} (${extra.join(', ')})`
}

function mapLines({ hosts, profile }: Target): KnownAnswer | undefined {
  if (profile.dnsApprover === undefined || hosts.some(({ owner }) => owner === undefined)) return undefined
  return lines(...hosts.map(({ name, owner }) => `${name}: ${owner}`), `DNS changes: ${profile.dnsApprover}`)
}

/** The addresses of an answer that names some. */
function namedAddresses(kept: unknown): string[] | undefined {
  if (typeof kept !== 'object' || kept === null || !('addresses' in kept)) return undefined
  return Array.isArray(kept.addresses) ? kept.addresses.map(String) : undefined
}

/**
 * What is known about a question from the target and, where the answer was that there is no such thing or only
 * kept beside it, from what was kept. The target wins: it may have been changed in the settings since.
 */
export function answerOf({ writes }: ProveQuestion, target: Target, kept: unknown): KnownAnswer | undefined {
  const none = isNone(kept) ? NONE : undefined
  const { profile } = target
  switch (writes.kind) {
    case 'url':
      return lines(...target.urls.filter(({ purpose }) => purpose === writes.purpose).map(({ url }) => url)) ?? none
    case 'choice': {
      const said = profile[writes.key]
      return said === undefined ? undefined : lines(CHOICE_WORDS[`${said}`])
    }
    case 'text':
    case 'date':
      return lines(profile[writes.key])
    case 'number':
      return lines(profile[writes.key]?.toLocaleString('en'))
    case 'authority':
      return lines(profile.certificateAuthority, profile.certificateMethod)
    case 'staging':
      return (
        lines(...target.hosts.filter(({ role }) => role === 'staging').map(({ name }) => name)) ??
        (profile.hasStaging === false ? NONE : undefined)
      )
    case 'origins':
      return (
        lines(...target.hosts.filter(({ role }) => role === 'app').map(({ name }) => name)) ??
        (kept === undefined ? undefined : lines('Only the main host'))
      )
    case 'senders':
      return lines(...target.sending.map(senderLine))
    case 'map':
      return mapLines(target)
    case 'input':
      return none ?? (kept === undefined ? undefined : lines(...(namedAddresses(kept) ?? ['Answered'])))
  }
}
