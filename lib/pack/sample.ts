import type { PackContent } from './content'

/** A pack for tests: one of each kind of block. */
export function samplePack(changes: Partial<PackContent> = {}): PackContent {
  return {
    format: 1,
    version: 3,
    madeAt: '2026-01-05T12:00:00.000Z',
    madeBy: 'Test person',
    project: { name: 'Acme', domain: 'acme.test', roadmap: 'Creator platforms' },
    brand: {
      name: 'Studio',
      accent: '#1d4ed8',
      contact: { text: 'Questions about this pack', label: 'Write to us', href: 'mailto:hello@studio.test' },
      poweredBy: true,
    },
    answer: 'NO-GO',
    sentence: '2 launch blockers are open.',
    sections: [
      {
        id: 'verdict',
        title: 'Verdict',
        blocks: [
          { kind: 'text', text: 'NO-GO: acme.test does not answer.' },
          { kind: 'heading', text: 'Launch blockers', level: 2 },
          {
            kind: 'table',
            columns: ['Blocker', 'Where', 'Effort'],
            rows: Array.from({ length: 70 }, (_, index) => [
              `Blocker ${index + 1} is open`,
              `host-${index}.acme.test`,
              'S',
            ]),
          },
        ],
        missing: [],
      },
      {
        id: 'email',
        title: 'Email records',
        blocks: [
          { kind: 'heading', text: 'Records', level: 2 },
          { kind: 'list', items: ['Add the record', 'Wait an hour'], ordered: true },
          { kind: 'code', title: 'Zone', lang: 'text', code: 'acme.test. 300 IN TXT "v=spf1 -all"' },
          { kind: 'list', items: ['One', 'Two'] },
        ],
        missing: ['Name the service that sends your mail'],
      },
    ],
    evidence: [{ checkId: 'host-apex', verdict: 'fail' }],
    ...changes,
  }
}
