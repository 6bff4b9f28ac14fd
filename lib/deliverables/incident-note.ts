import type { DocumentMaker } from './doc'
import { mainHost } from './facts'
import { LAYER_COLUMNS, layerRows } from './layers'
import { afterAudit, itemTable, openItems, steps, table } from './parts'
import { watched } from './watch'

const ITEMS = [
  'alerts-routed-with-owner',
  'change-approvers-named',
  'rollback-rehearsed',
  'rollback-path-exists',
] as const

/** Who does what in the first 15 minutes. */
export const incidentNote: DocumentMaker = {
  asks: [
    {
      id: 'people',
      title: 'Who does what',
      question: 'Who leads, who repairs, who talks to customers, and who stands in for each of them?',
      form: 'rows',
      columns: [
        { label: 'Task', needed: true },
        { label: 'Person', needed: true },
        { label: 'Stands in', needed: true },
        { label: 'Reached by', needed: true },
      ],
    },
    {
      id: 'places',
      title: 'Where to look and where to talk',
      question: 'Where do you meet, where are errors and logs, and where is the button to go back?',
      form: 'text',
    },
    {
      id: 'message',
      title: 'What customers read',
      question: 'Which words do you send in the first 15 minutes, and where?',
      form: 'text',
    },
  ],
  parts: (view) => [
    {
      ask: 'people',
      suggestion: [
        ['Leads and decides', '', '', ''],
        ['Repairs', '', '', ''],
        ['Talks to customers', '', '', ''],
        ['Changes DNS', view.target.profile.dnsApprover ?? '', '', ''],
      ],
    },
    {
      id: 'minutes',
      title: 'The first 15 minutes',
      blocks: [
        steps(
          'Minute 0: whoever sees it says so in the place named below, and says who leads',
          `Minute 1: open https://${mainHost(view)}/ from a phone without Wi-Fi. If it works there, it is your own network`,
          'Minute 2: was there a release in the last hour? Go back first, find out why afterwards',
          'Minute 4: find the layer with the table below; stop at the first row that is true',
          'Minute 8: tell customers what does not work, what you know, and when you write again',
          'Minute 10: nobody found it? Call the person who stands in',
          'Minute 15: write down what you tried; decide whether to go back, to switch a part off, or to wait',
        ),
      ],
    },
    { id: 'layers', title: 'Which layer is it', blocks: [table(LAYER_COLUMNS, layerRows(view))] },
    {
      id: 'critical',
      title: 'What counts as an incident',
      blocks: [
        table(
          ['What', 'Address'],
          watched(view)
            .filter(({ isCritical }) => isCritical)
            .map(({ name, url }) => [`${name} does not work`, url]),
        ),
      ],
    },
    {
      ask: 'places',
      suggestion: [
        '- We meet in ____',
        '- Errors: ____, logs: ____, state of our provider: ____',
        '- To go back: ____',
        '- Page for customers: ____',
      ].join('\n'),
    },
    {
      ask: 'message',
      suggestion: `Since ____ some of you cannot ____ at ${view.domain}. Your data is safe. We are on it and write again at ____.\nSent by ____ to ____`,
    },
    afterAudit(view, { id: 'proof', title: 'What is proven' }, () => ({
      blocks: [itemTable(view, ITEMS)],
      missing: openItems(view, ITEMS),
    })),
    { id: 'incidents', title: 'Incidents so far', blocks: [], later: 'Filled by monitors once they exist.' },
  ],
}
