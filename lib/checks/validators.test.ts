import type { WebValidators } from '../evidence/web-validators'
import { cases, timedOut } from './shared/cases'
import check from './validators'

type Row = WebValidators['asked'][number]
const asked = (change: Partial<Row>) => ({
  validators: {
    looked: true,
    asked: [
      {
        url: 'https://acme.io/',
        host: 'acme.io',
        by: 'etag' as const,
        etag: '"a"',
        outcome: 'answer' as const,
        status: 304,
        same: false,
        nextEtag: '"a"',
        ...change,
      },
    ],
  },
})

cases(check, {
  '304': { given: asked({}), verdict: 'pass', codes: ['ok'] },
  '304 to a date': { given: asked({ by: 'date', etag: '' }), verdict: 'pass' },
  '200 with the same body': { given: asked({ status: 200, same: true }), verdict: 'warn', codes: ['ignored'] },
  'weakened by compression, same body': {
    given: asked({ status: 200, same: true, nextEtag: 'W/"a-gzip"' }),
    verdict: 'warn',
    codes: ['ignored'],
  },
  '200 with another body': { given: asked({ status: 200, nextEtag: '"b"' }), verdict: 'pass', codes: ['changed'] },
  'new tag for the same body': {
    given: asked({ status: 200, same: true, nextEtag: '"b"' }),
    verdict: 'warn',
    codes: ['random'],
  },
  '412': { given: asked({ status: 412 }), verdict: 'fail', codes: ['broken'] },
  'server error': { given: asked({ status: 502 }), verdict: 'unknown', codes: ['unseen'] },
  'refused as a bot': { given: asked({ outcome: 'wall', status: 403 }), verdict: 'unknown' },
  'time-out': { given: asked({ outcome: 'failed', status: null }), verdict: 'unknown' },
  'never stored or without marks': {
    given: { validators: { asked: [], looked: true } },
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'evidence timed out': { given: { validators: timedOut() }, verdict: 'unknown' },
})
