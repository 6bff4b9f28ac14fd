import type { DocumentMaker } from './doc'
import { afterAudit, itemTable, openItems, table, text } from './parts'
import { sampleBlocks } from './speed'
import { P95, watched } from './watch'

const ITEMS = ['p95-known', 'slow-endpoints-identified', 'cacheable-responses-cached'] as const
const HEAVY = new Set(['Dashboard', 'Checkout', 'Uploads', 'Webhooks'])

/** Recorded response times of the key routes. */
export const p95Baseline: DocumentMaker = {
  asks: [
    {
      id: 'measured',
      title: 'Measured',
      question: 'What is the p95 of each key route, measured on which day, over how many requests, and with what?',
      form: 'rows',
      columns: [
        { label: 'Route', needed: true },
        { label: 'p95 in ms', needed: true },
        { label: 'Day', needed: true },
        { label: 'Requests' },
        { label: 'Measured with', needed: true },
      ],
    },
    {
      id: 'exceptions',
      title: 'Slower than 500 ms, and why',
      question: 'Which common reads take longer than 500 ms, and what is the reason?',
      form: 'rows',
      columns: [{ label: 'Route', needed: true }, { label: 'Reason', needed: true }, { label: 'Owner' }],
      optional: true,
    },
  ],
  parts: (view) => {
    const { simple, heavy } = P95[view.roadmap]
    const routes = watched(view)
    return [
      {
        id: 'aims',
        title: 'Aims',
        blocks: [
          table(
            ['Route', 'Address', 'p95 at most'],
            routes.map(({ name, url }) => [name, url, `${HEAVY.has(name) ? heavy : simple} ms`]),
          ),
          text(
            `p95: of 100 requests, 95 are at least as fast as this. Simple reads stay below ${simple} ms, heavy reports below ${heavy} ms; a common read above 500 ms needs a written reason.`,
          ),
        ],
      },
      { ask: 'measured', suggestion: routes.map(({ url }) => [url, '', '', '', '']) },
      { ask: 'exceptions' },
      afterAudit(view, { id: 'sample', title: 'First pages, loaded a few times' }, () => {
        const blocks = sampleBlocks(view)
        return {
          blocks: blocks.length === 0 ? [] : [text('A few loads are a hint, not a p95.'), ...blocks],
          missing:
            blocks.length === 0
              ? [{ text: 'No page could be timed yet', at: { kind: 'check', id: 'response-time-sample' } }]
              : [],
        }
      }),
      afterAudit(view, { id: 'proof', title: 'What is proven' }, () => ({
        blocks: [itemTable(view, ITEMS)],
        missing: openItems(view, ITEMS),
      })),
      { id: 'over-time', title: 'Response times over time', blocks: [], later: 'Filled by monitors once they exist.' },
    ]
  },
}
