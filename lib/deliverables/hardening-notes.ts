import type { DocumentMaker } from './doc'
import { afterAudit, bullets, changePart, statesOf, text } from './parts'

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
export const hardeningNotes: DocumentMaker = {
  asks: [
    {
      id: 'tested',
      title: 'Proof that the core flow still works',
      question: 'After each change: who signed in, paid and signed out once, and when?',
      form: 'rows',
      columns: [{ label: 'Change', needed: true }, { label: 'Tested by', needed: true }, { label: 'Day' }],
    },
    {
      id: 'left',
      title: 'Left as it is',
      question: 'What did you leave on purpose, and why?',
      form: 'text',
      optional: true,
    },
  ],
  parts: (view) => [
    afterAudit(view, { id: 'held', title: 'In place' }, () => {
      const held = statesOf(view, CHECKS).filter(({ verdict }) => verdict === 'pass')
      return {
        blocks: [held.length === 0 ? text('Nothing was proven yet.') : bullets(...held.map(({ title }) => title))],
      }
    }),
    changePart(view, CHECKS),
    { ask: 'tested' },
    { ask: 'left' },
  ],
}
