import { type Doc, type DocView, docOf } from './doc'
import { openParts, statesOf, unprovenParts } from './parts'

const CHECKS = [
  'cors-unsafe',
  'cors-own-frontend',
  'csp',
  'frame-protection',
  'basic-security-headers',
  'cookie-flags',
  'server-banner',
  'hsts',
  'tls-versions',
  'tls-weak-ciphers',
  'debug-endpoints',
  'directory-listing',
  'error-leak',
  'security-txt',
  'dns-zone-transfer',
] as const

/** Basic hardening without a change to the core flow. */
export function hardeningNotes(view: DocView): Doc {
  if (view.state.checkedAt === undefined) return docOf({ blocks: [], missing: ['Run the first audit'] })
  const states = statesOf(view, CHECKS)
  const held = states.filter(({ verdict }) => verdict === 'pass').map(({ title }) => title)
  const open = openParts(states)
  return docOf({
    blocks: [
      ...(held.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: 'In place' },
            { kind: 'list' as const, items: held },
          ]),
      ...(open.length === 0
        ? [{ kind: 'text' as const, text: 'Nothing is left to harden among what was checked.' }]
        : [{ kind: 'heading' as const, text: 'To change' }, ...open]),
    ],
    missing: unprovenParts(states),
  })
}
