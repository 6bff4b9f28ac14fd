import type { DocumentMaker } from './doc'
import { afterAudit, itemTable, openItems, text } from './parts'
import { sampleBlocks, slowBlocks, slowSpots } from './speed'
import { watched } from './watch'

const ITEMS = [
  'heavy-flows-tested',
  'query-bottlenecks-found',
  'indexes-for-common-filters',
  'third-party-timeouts',
  'webhook-replay-passes',
  'page-budget',
] as const

/** Small, hotspots first. */
export const performanceReport: DocumentMaker = {
  asks: [
    {
      id: 'journeys',
      title: 'Three ways that earn the money',
      question: 'Which three ways through the product must never be slow, and who tried each of them with real data?',
      form: 'rows',
      columns: [
        { label: 'Way through the product', needed: true },
        { label: 'Tried by', needed: true },
        { label: 'Slowest step', needed: true },
        { label: 'Seconds' },
      ],
    },
    {
      id: 'decisions',
      title: 'Fixed or left for later',
      question: 'What did you fix, what did you leave for later, and why?',
      form: 'rows',
      columns: [
        { label: 'Hotspot', needed: true },
        { label: 'Fixed or later', needed: true },
        { label: 'Reason' },
        { label: 'Owner', needed: true },
      ],
    },
  ],
  parts: (view) => [
    afterAudit(view, { id: 'hotspots', title: 'Hotspots' }, () => {
      const spots = slowSpots(view)
      return { blocks: spots.length === 0 ? [text('No hotspot was seen from outside.')] : slowBlocks(view, spots) }
    }),
    {
      ask: 'decisions',
      suggestion: slowSpots(view).map(({ title, fingerprint }) => [title, '', '', view.ownerOf(fingerprint) ?? '']),
    },
    {
      ask: 'journeys',
      suggestion: watched(view)
        .filter(({ name }) => name === 'Sign-up' || name === 'Checkout' || name === 'Dashboard')
        .map(({ name, url }) => [`${name}, ${url}`, '', '', '']),
    },
    afterAudit(view, { id: 'sample', title: 'First pages, loaded a few times' }, () => {
      const blocks = sampleBlocks(view)
      return {
        blocks:
          blocks.length === 0
            ? []
            : [
                text('Times of single loads from our checker. They show what is slow, not how it holds many people.'),
                ...blocks,
              ],
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
    { id: 'load', title: 'Under load', blocks: [], later: 'Filled by load tests once they exist.' },
  ],
}
