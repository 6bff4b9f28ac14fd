import type { DocumentMaker } from './doc'
import { afterAudit, itemTable, openItems, table } from './parts'
import { P95, watched } from './watch'

const ITEMS = [
  'uptime-monitor-installed',
  'uptime-coverage',
  'health-endpoint-meaningful',
  'alerts-routed-with-owner',
  'request-failures-logged',
  'error-tracking-with-context',
  'p95-known',
  'dashboard-uptime-errors',
  'error-spike-alerting',
] as const

/** Monitors with their alert thresholds. */
export const monitoringSetup: DocumentMaker = {
  asks: [
    {
      id: 'monitors',
      title: 'Monitors that run',
      question: 'What watches each address today, how often, and whom does it tell?',
      form: 'rows',
      columns: [
        { label: 'Address', needed: true },
        { label: 'Watched by', needed: true },
        { label: 'How often', needed: true },
        { label: 'Tells', needed: true },
        { label: 'Alert tested on' },
      ],
    },
    {
      id: 'reach',
      title: 'Who is told',
      question: 'Who is told first, who after 10 minutes, and by which way at night?',
      form: 'rows',
      columns: [
        { label: 'When', needed: true },
        { label: 'Person', needed: true },
        { label: 'Reached by', needed: true },
      ],
    },
    {
      id: 'places',
      title: 'Where to look',
      question: 'Where are the page with uptime and errors, and the logs? Links, never a password.',
      form: 'text',
    },
  ],
  parts: (view) => {
    const { simple, heavy } = P95[view.roadmap]
    return [
      {
        id: 'watch',
        title: 'What has to be watched',
        blocks: [
          table(
            ['What', 'Address', 'How often', 'Right when it', 'Wakes somebody'],
            watched(view).map(({ name, url, every, expect, isCritical }) => [
              name,
              url,
              every,
              expect,
              isCritical ? 'yes' : 'no',
            ]),
          ),
        ],
        missing: view.target.urls.some(({ purpose }) => purpose === 'health')
          ? []
          : [
              {
                text: 'Name the address that tells whether the product is healthy',
                at: { kind: 'question', id: 'health-url' },
              },
            ],
      },
      {
        id: 'thresholds',
        title: 'When to alert',
        blocks: [
          table(
            ['Alert', 'Threshold to start with', 'Ends when'],
            [
              ['Down', '3 looks in a row fail, 10 and 20 seconds apart', '2 looks in a row succeed'],
              ['Slow', `3 looks in a row take more than ${2 * heavy} ms`, '2 looks in a row are faster'],
              ['Getting slow', `p95 of the last hour above ${heavy} ms; aim for ${simple} ms`, 'p95 is below again'],
              ['Certificate', 'less than 14 days left', 'a new one is served'],
              ['Domain', `less than 30 days until ${view.domain} has to be paid`, 'it is renewed'],
            ],
          ),
        ],
      },
      {
        ask: 'monitors',
        suggestion: watched(view).map(({ url, every }) => [url, '', every, '', '']),
      },
      {
        ask: 'reach',
        suggestion: [
          ['at once', '', ''],
          ['after 10 minutes without an answer', '', ''],
          ['after 30 minutes', '', ''],
        ],
      },
      {
        ask: 'places',
        suggestion: '- Uptime and errors on one page: ____\n- Logs: ____\n- Page for customers: ____',
      },
      afterAudit(view, { id: 'proof', title: 'What is proven' }, () => ({
        blocks: [itemTable(view, ITEMS)],
        missing: openItems(view, ITEMS),
      })),
      {
        id: 'history',
        title: 'Uptime so far',
        blocks: [],
        later: 'Filled by monitors once they exist.',
      },
    ]
  },
}
