import type { DocumentMaker, DocView } from './doc'
import { edgeOf, hostingOf, mainHost } from './facts'
import { afterAudit, itemTable, openItems, table, text } from './parts'
import { platformSteps } from './releases'
import { watched } from './watch'

const ITEMS = [
  'deploy-path-documented',
  'clean-build-succeeds',
  'single-deploy-path',
  'deploy-is-scripted',
  'rollback-rehearsed',
  'rollback-path-exists',
  'migrations-safe',
  'build-runtime-env-match',
  'post-deploy-smoke',
] as const

const numbered = (lines: readonly string[]): string => lines.map((line, index) => `${index + 1}. ${line}`).join('\n')

function deploySuggestion(view: DocView): string {
  return numbered([
    'Say in ____ that you release, and that ____ is reachable for the next hour',
    'The build and its tests pass from a clean checkout: ____',
    'Changes of the database that only add something run now: ____',
    ...platformSteps(hostingOf(view)).deploy,
    `Open https://${mainHost(view)}/ in a private window and go through "Right after it" below`,
    'Watch errors and response times for 15 minutes; if one of them rises, go back first and ask later',
    'Changes of the database that remove something run in a later release, never in this one',
  ])
}

function rollbackSuggestion(view: DocView): string {
  return numbered([
    'Decide within 10 minutes; ____ may decide alone',
    ...platformSteps(hostingOf(view)).back,
    ...(edgeOf(view) === 'Cloudflare' ? ['Purge the cache at Cloudflare, Caching, Configuration'] : []),
    `Open https://${mainHost(view)}/ and sign in once`,
    'A column that was removed or renamed does not come back with the code: restore ____ from the backup of ____',
    'Write down what happened in ____ before the next try',
  ])
}

/** How to deploy, with rollback notes. */
export const deployInstructions: DocumentMaker = {
  asks: [
    {
      id: 'deploy',
      title: 'How to deploy',
      question: 'Which steps bring a change to production, from the merge to the last look?',
      form: 'text',
    },
    {
      id: 'rollback',
      title: 'How to go back',
      question: 'Which steps bring the last good version back, and who decides it?',
      form: 'text',
    },
    {
      id: 'rehearsed',
      title: 'Rehearsals',
      question: 'When did somebody go back last, and how many minutes did it take?',
      form: 'rows',
      columns: [
        { label: 'Day', needed: true },
        { label: 'Who', needed: true },
        { label: 'Minutes', needed: true },
        { label: 'What went wrong' },
      ],
    },
    {
      id: 'database',
      title: 'Changes of the database',
      question: 'How do changes of the database run, and what do you do when one hangs?',
      form: 'text',
    },
  ],
  parts: (view) => [
    {
      id: 'production',
      title: 'What production is',
      blocks: [
        table(
          ['What', 'Where'],
          [
            ['Main address', `https://${mainHost(view)}/`],
            ['Runs at', hostingOf(view) ?? 'not known yet'],
            ['In front of it', edgeOf(view) ?? 'nothing was recognised'],
            ...view.target.hosts.map(({ name, role }) => [`Host, ${role}`, name]),
          ],
        ),
      ],
      missing:
        hostingOf(view) === undefined
          ? [{ text: 'Say who hosts the product', at: { kind: 'question', id: 'hosting-provider' } }]
          : [],
    },
    { ask: 'deploy', suggestion: deploySuggestion(view) },
    {
      id: 'after',
      title: 'Right after it',
      blocks: [
        table(
          ['Look at', 'Address', 'Right when it'],
          watched(view).map(({ name, url, expect }) => [name, url, expect]),
        ),
        text('Sign in with the test account once, and send one password reset to yourself.'),
      ],
    },
    { ask: 'rollback', suggestion: rollbackSuggestion(view) },
    { ask: 'rehearsed' },
    {
      ask: 'database',
      suggestion: numbered([
        'Every change runs on a copy of production first; it took ____ minutes there',
        'A lock is waited for ____ seconds at most, then the change gives up by itself',
        'A backup was made at ____ and read back once on ____',
        'If a change hangs, ____ ends it with ____',
      ]),
    },
    afterAudit(view, { id: 'proof', title: 'What is proven' }, () => ({
      blocks: [itemTable(view, ITEMS)],
      missing: openItems(view, ITEMS),
    })),
    {
      id: 'releases',
      title: 'Releases so far',
      blocks: [],
      later: 'Filled by the deploy hook once it exists.',
    },
  ],
}
