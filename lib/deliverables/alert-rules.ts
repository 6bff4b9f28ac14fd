import type { DocumentMaker } from './doc'
import { addressOf, mainHost } from './facts'
import { afterAudit, itemTable, openItems, table, text } from './parts'

const ITEMS = ['error-spike-alerting', 'logs-redacted', 'alerts-routed-with-owner', 'uptime-coverage'] as const

/** Rules for errors and downtime spikes. */
export const alertRules: DocumentMaker = {
  asks: [
    {
      id: 'rules',
      title: 'Rules that run',
      question: 'Which rules are switched on, where, whom do they tell, and when was each tried?',
      form: 'rows',
      columns: [
        { label: 'Rule', needed: true },
        { label: 'Runs at', needed: true },
        { label: 'Tells', needed: true },
        { label: 'Tried on', needed: true },
      ],
    },
    {
      id: 'quiet',
      title: 'What stays quiet',
      question: 'Which errors are known and tell nobody, and until when?',
      form: 'rows',
      columns: [
        { label: 'Error', needed: true },
        { label: 'Why it is harmless', needed: true },
        { label: 'Until', needed: true },
      ],
      optional: true,
    },
  ],
  parts: (view) => {
    const login = addressOf(view, 'login')
    const webhook = addressOf(view, 'webhook')
    const rules: string[][] = [
      [
        'Errors rise fast',
        'of the answers of the last 5 minutes at least 10, 5 percent, and 3 times the usual are 5xx; twice in a row',
        'at once',
      ],
      [
        'Errors rise slowly',
        'of the last 30 minutes at least 5, 15 percent, and 3 times the usual are 5xx',
        'in working hours',
      ],
      ['Down', `${mainHost(view)} fails 3 looks in a row`, 'at once'],
      [
        'Webhooks fail',
        `3 and 20 percent of the deliveries of 10 minutes fail${webhook === undefined ? '' : ` at ${webhook}`}`,
        webhook === undefined ? 'in working hours' : 'at once',
      ],
      [
        'Nobody can sign in',
        `10 tries and no success in 10 minutes${login === undefined ? '' : ` at ${login}`}`,
        'at once',
      ],
      ['Somebody guesses passwords', '20 failures of one client in 5 minutes', 'in working hours'],
      ['A new error', 'the same error 10 times in 5 minutes that was not seen for 7 days', 'the next day'],
      ['The logs stop', 'no line for 15 minutes', 'once'],
    ]
    return [
      {
        id: 'start',
        title: 'Rules to start with',
        blocks: [
          table(['Rule', 'Tells when', 'How soon'], rules),
          text(
            'A share alone alerts for nothing at night, when three requests are all there is: keep the smallest number beside it.',
          ),
        ],
        missing:
          login === undefined
            ? [{ text: 'Name the address of your login page', at: { kind: 'question', id: 'login-url' } }]
            : [],
      },
      { ask: 'rules', suggestion: rules.map(([name = '']) => [name, '', '', '']) },
      { ask: 'quiet' },
      afterAudit(view, { id: 'proof', title: 'What is proven' }, () => ({
        blocks: [itemTable(view, ITEMS)],
        missing: openItems(view, ITEMS),
      })),
      {
        id: 'fired',
        title: 'Alerts so far',
        blocks: [],
        later: 'Filled by monitors and logs once they are connected.',
      },
    ]
  },
}
