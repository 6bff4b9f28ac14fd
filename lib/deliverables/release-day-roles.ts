import type { DocumentMaker } from './doc'
import { mainHost } from './facts'
import { afterAudit, itemTable, openItems, table, text } from './parts'
import { watched } from './watch'

const ITEMS = [
  'rollback-path-exists',
  'rollback-rehearsed',
  'migrations-safe',
  'clean-build-succeeds',
  'change-approvers-named',
] as const

/** Who does what on release day. */
export const releaseDayRoles: DocumentMaker = {
  asks: [
    {
      id: 'roles',
      title: 'Roles',
      question: 'Who has which part on release day, who stands in, and how are they reached?',
      form: 'rows',
      columns: [
        { label: 'Role', needed: true },
        { label: 'Person', needed: true },
        { label: 'Stands in', needed: true },
        { label: 'Reached by', needed: true },
      ],
    },
    {
      id: 'decision',
      title: 'Go, wait or go back',
      question: 'Who says go, until when can it be stopped, and what makes you go back?',
      form: 'text',
    },
  ],
  parts: (view) => {
    const { blockers, verdict } = view.state
    const launch = view.target.profile.launchAt
    return [
      {
        ask: 'roles',
        suggestion: [
          ['Says go or wait', '', '', ''],
          ['Releases', '', '', ''],
          ['Watches errors and times', '', '', ''],
          ['Goes back if it has to be', '', '', ''],
          ['Changes DNS', view.target.profile.dnsApprover ?? '', '', ''],
          ['Talks to customers', '', '', ''],
        ],
      },
      {
        id: 'day',
        title: 'The day',
        blocks: [
          text(launch === undefined ? 'No launch date is set.' : `Launch: ${launch.slice(0, 10)}.`),
          table(
            ['When', 'What', 'Done when'],
            [
              [
                'the day before',
                'Last look at the blockers, last rehearsal of going back',
                'nothing blocks the launch',
              ],
              ['2 hours before', 'Nothing else is released; everybody above has answered', 'all names have said yes'],
              ['1 hour before', 'Backup of the database, read back once', 'the copy opens'],
              ['0:00', 'Go is said and written down; the release starts', 'the new version answers'],
              ...watched(view).map(({ name, url, expect }, index) => [
                `0:${String(5 + index).padStart(2, '0')}`,
                `${name}: ${url}`,
                expect,
              ]),
              ['0:30', `Errors and times of ${mainHost(view)} stay as they were`, '15 quiet minutes'],
              ['2 hours after', 'Say that it is done; say who is reachable tonight', 'it is written down'],
            ],
          ),
        ],
        missing: launch === undefined ? [{ text: 'Set the day of the launch', at: { kind: 'settings' } }] : [],
      },
      {
        ask: 'decision',
        suggestion: [
          '- ____ says go; it can be stopped until ____',
          '- We go back when sign-in or payment fails for more than ____ minutes, or errors rise above ____ percent',
          '- ____ decides that alone, without a meeting',
        ].join('\n'),
      },
      afterAudit(view, { id: 'answer', title: 'The answer today' }, () => ({
        blocks: [
          text(
            verdict.answer === 'go'
              ? 'GO: every must-have is proven or accepted.'
              : blockers.length > 0
                ? `NO-GO: ${blockers.length} open ${blockers.length === 1 ? 'blocker' : 'blockers'}.`
                : 'NO-GO for now: something that matters is not proven.',
          ),
          itemTable(view, ITEMS),
        ],
        missing: openItems(view, ITEMS),
      })),
    ]
  },
}
