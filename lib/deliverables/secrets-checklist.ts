import type { DocumentMaker, DocView } from './doc'
import { hostingOf, mailServices } from './facts'
import { afterAudit, changePart, itemTable, openItems, statesOf, table } from './parts'

const ITEMS = [
  'no-secrets-in-repo',
  'no-secrets-in-public-assets',
  'env-file-not-exposed',
  'no-secrets-in-chat',
  'env-separated',
  'secret-rotation-steps',
  'least-privilege',
  'logs-redacted',
] as const

const CHECKS = [
  'public-bundle-secrets',
  'exposed-env',
  'exposed-vcs',
  'exposed-files',
  'exposed-source-maps',
  'debug-endpoints',
  'error-leak',
] as const

function services(view: DocView): string[] {
  const hosting = hostingOf(view)
  return [...(hosting === undefined ? [] : [hosting]), ...mailServices(view), 'Database', 'Sessions of the product']
}

function rotationSuggestion(view: DocView): string {
  return [
    ...services(view).map((name) => `- ${name}: ____ does it, every ____ days`),
    '',
    '1. Make a second key at the service, with the same rights as the old one',
    '2. Put it into ____ for production; name it in no chat and no ticket',
    '3. Release, and check that sign-in and mail still work',
    '4. Switch the old key off at the service, and watch the errors for 15 minutes',
    '5. Write the day into the map of variables',
  ].join('\n')
}

const LEAK = [
  '1. Whoever sees it tells ____ at once; nobody is blamed for saying it',
  '2. ____ makes a new key and switches the old one off, even if that stops the product for a moment',
  '3. ____ reads the log of the service for use of the old key since ____',
  '4. Remove it from where it was seen; assume that copies exist',
  '5. If data of customers was in reach, ____ decides within 72 hours whom to tell',
].join('\n')

/** How secrets are stored, shared and changed. */
export const secretsChecklist: DocumentMaker = {
  asks: [
    {
      id: 'stores',
      title: 'Where secrets are kept',
      question: 'Which places hold secrets, and who can open each of them?',
      form: 'rows',
      columns: [
        { label: 'Place', needed: true },
        { label: 'Holds' },
        { label: 'Who can open it', needed: true },
        { label: 'Two-step sign-in' },
      ],
    },
    {
      id: 'rotation',
      title: 'How a key is changed',
      question: 'Which steps change your most important keys, who does them, and how often?',
      form: 'text',
    },
    {
      id: 'leak',
      title: 'When a key leaks',
      question: 'Who does what in the first minutes after a key was seen where it does not belong?',
      form: 'text',
    },
  ],
  parts: (view) => [
    afterAudit(view, { id: 'state', title: 'State' }, () => ({
      blocks: [itemTable(view, ITEMS)],
      missing: openItems(view, ITEMS),
    })),
    afterAudit(view, { id: 'looked', title: 'What was looked at from outside' }, () => ({
      blocks: [
        table(
          ['Check', 'Open findings'],
          statesOf(view, CHECKS).map(({ title, open }) => [title, String(open.length)]),
        ),
      ],
    })),
    {
      ask: 'stores',
      suggestion: services(view)
        .slice(0, -2)
        .map((name) => [name, 'keys of production', '', '']),
    },
    { ask: 'rotation', suggestion: rotationSuggestion(view) },
    { ask: 'leak', suggestion: LEAK },
    changePart(view, CHECKS),
  ],
}
