import type { DocumentMaker } from './doc'
import { afterAudit, itemTable, openItems, text } from './parts'
import { slowBlocks, slowSpots } from './speed'

const ITEMS = [
  'slow-endpoints-identified',
  'repeated-queries-reduced',
  'indexes-for-common-filters',
  'cacheable-responses-cached',
  'long-jobs-off-request',
] as const

/** The three slowest places, fixed or deferred with a reason. */
export const topBottlenecks: DocumentMaker = {
  asks: [
    {
      id: 'decisions',
      title: 'Fixed, or deferred with a reason',
      question: 'What are the three slowest places, and is each fixed or deferred, by whom and why?',
      form: 'rows',
      columns: [
        { label: 'Bottleneck', needed: true },
        { label: 'Fixed or deferred', needed: true },
        { label: 'Reason', needed: true },
        { label: 'Owner', needed: true },
        { label: 'Until' },
      ],
    },
    {
      id: 'ten-times',
      title: 'Ten times the traffic',
      question: 'What breaks with 10 times the traffic tomorrow?',
      form: 'text',
    },
  ],
  parts: (view) => {
    const three = slowSpots(view).slice(0, 3)
    return [
      afterAudit(view, { id: 'seen', title: 'Seen from outside' }, () => ({
        blocks: three.length === 0 ? [text('No bottleneck was seen from outside.')] : slowBlocks(view, three),
      })),
      {
        ask: 'decisions',
        suggestion: three.map(({ title, fingerprint }) => [title, '', '', view.ownerOf(fingerprint) ?? '', '']),
      },
      {
        ask: 'ten-times',
        suggestion: [
          '- First the ____ gives up, because ____',
          '- We would see it by ____',
          '- Until it is repaired we would switch ____ off',
        ].join('\n'),
      },
      afterAudit(view, { id: 'proof', title: 'What is proven' }, () => ({
        blocks: [itemTable(view, ITEMS)],
        missing: openItems(view, ITEMS),
      })),
      {
        id: 'queries',
        title: 'Queries and endpoints',
        blocks: [],
        later: 'Filled by load tests and statement statistics once they exist.',
      },
    ]
  },
}
