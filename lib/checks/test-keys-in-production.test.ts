import { cases, timedOut } from './shared/cases'
import { documentsOf, loadOf, pageOf } from './shared/documents-given'
import { fileOf, filesOf, headOf, headsOf } from './shared/heads-given'
import check from './test-keys-in-production'

const APP = 'https://acme.io/assets/app.js'
const documents = documentsOf([pageOf()])
const stripe = [{ rule: 'stripe-or-clerk', masked: 'pk_t****' }]
const file = (change: Parameters<typeof fileOf>[1], url = APP) => ({
  heads: headsOf(headOf()),
  documents,
  files: filesOf(fileOf(url, change)),
})
const page = (change: Parameters<typeof headOf>[1]) => ({
  heads: headsOf(headOf([], change)),
  documents,
  files: filesOf(),
})

cases(check, {
  'pk_test_ in the main script': {
    given: file({ testAccounts: stripe }),
    verdict: 'fail',
    codes: ['test'],
    says: ['Stripe'],
  },
  'pk_test_ inside the page': { given: page({ testAccounts: stripe }), verdict: 'fail' },
  'live keys only': { given: file({}), verdict: 'pass', codes: ['ok'] },
  'localhost API in the main script': {
    given: file({ innerUrls: ['http://localhost:3000/api'] }),
    verdict: 'warn',
    codes: ['inner'],
  },
  'staging of the own domain': { given: file({ innerUrls: ['https://staging.acme.io/api'] }), verdict: 'warn' },
  'ordinary host of somebody else': { given: file({ innerUrls: ['https://dev.azure.com/x'] }), verdict: 'pass' },
  'localhost in a vendor file': {
    given: file({ innerUrls: ['http://localhost:3000/api'] }, 'https://acme.io/assets/react-dom-1a2b.js'),
    verdict: 'pass',
  },
  'development instance of Clerk': {
    given: {
      heads: headsOf(headOf()),
      files: filesOf(),
      documents: documentsOf([
        pageOf({ loads: [loadOf('script', 'https://brave-fox-1.clerk.accounts.dev/npm/clerk.js')] }),
      ]),
    },
    verdict: 'fail',
    says: ['Clerk'],
  },
  'sandbox of PayPal': {
    given: {
      heads: headsOf(headOf()),
      files: filesOf(),
      documents: documentsOf([pageOf({ loads: [loadOf('script', 'https://www.sandbox.paypal.com/sdk/js')] })]),
    },
    verdict: 'fail',
  },
  'example client of PayPal': {
    given: {
      heads: headsOf(headOf()),
      files: filesOf(),
      documents: documentsOf([
        pageOf({ loads: [loadOf('script', 'https://www.paypal.com/sdk/js?client-id=sb&currency=EUR')] }),
      ]),
    },
    verdict: 'fail',
    says: ['PayPal'],
  },
  'client of PayPal': {
    given: {
      heads: headsOf(headOf()),
      files: filesOf(),
      documents: documentsOf([
        pageOf({ loads: [loadOf('script', 'https://www.paypal.com/sdk/js?client-id=AZDxjDScFpQtjWTOUtWKbyN')] }),
      ]),
    },
    verdict: 'pass',
  },
  'staging API of the own domain': {
    given: file({ innerUrls: ['https://api-staging.acme.io/v1'] }),
    verdict: 'warn',
    codes: ['inner'],
  },
  'file of an assets host': { given: file({ testAccounts: stripe }, 'https://cdn.acme.io/app.js'), verdict: 'fail' },
  'staging host may be in test mode': {
    given: {
      heads: headsOf(
        headOf(),
        headOf([], {
          url: 'https://staging.acme.io/',
          host: 'staging.acme.io',
          roles: ['staging'],
          testAccounts: stripe,
        }),
      ),
      documents,
      files: filesOf(fileOf('https://staging.acme.io/app.js', { testAccounts: stripe })),
    },
    verdict: 'pass',
  },
  'documentation shows keys': {
    given: page({ roles: ['docs'], testAccounts: stripe }),
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'refused as a bot': { given: page({ outcome: 'wall', status: 403 }), verdict: 'unknown', codes: ['unread'] },
  'evidence timed out': { given: { heads: timedOut(), documents, files: filesOf() }, verdict: 'unknown' },
})
