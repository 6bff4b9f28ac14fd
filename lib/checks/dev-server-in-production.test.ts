import check from './dev-server-in-production'
import { cases, timedOut } from './shared/cases'
import { documentsOf, loadOf, pageOf } from './shared/documents-given'
import { headOf, headsOf } from './shared/heads-given'

const loading = (url: string, roles: ('apex' | 'staging' | 'docs')[] = ['apex']) => ({
  documents: documentsOf([pageOf({ loads: [loadOf('script', url)] })]),
  heads: headsOf(headOf([], { roles })),
})

cases(check, {
  'client of Vite': {
    given: loading('https://acme.io/@vite/client'),
    verdict: 'fail',
    codes: ['live'],
    says: ['Vite'],
  },
  'main-app.js with a time stamp': {
    given: loading('https://acme.io/_next/static/chunks/main-app.js?v=1700000000'),
    verdict: 'fail',
    says: ['Next.js'],
  },
  'development folder of Next.js': {
    given: loading('https://acme.io/_next/static/development/_buildManifest.js'),
    verdict: 'fail',
  },
  'webpack-dev-server': { given: loading('https://acme.io/webpack-dev-server.js'), verdict: 'fail' },
  livereload: { given: loading('https://acme.io/livereload.js?port=35729'), verdict: 'fail' },
  'react.development.js': {
    given: loading('https://unpkg.com/react@18/umd/react.development.js'),
    verdict: 'fail',
    says: ['React'],
  },
  'vue.global.js': { given: loading('https://unpkg.com/vue@3/dist/vue.global.js'), verdict: 'fail' },
  'vue.global.prod.js': { given: loading('https://unpkg.com/vue@3/dist/vue.global.prod.js'), verdict: 'pass' },
  'hashed chunks': {
    given: loading('https://acme.io/_next/static/chunks/main-app-4f2a9b1c.js'),
    verdict: 'pass',
    codes: ['ok'],
  },
  'word webpack in a name': { given: loading('https://acme.io/assets/about-webpack.js'), verdict: 'pass' },
  'page without scripts': { given: { documents: documentsOf([pageOf()]), heads: headsOf() }, verdict: 'pass' },
  'staging host': { given: loading('https://acme.io/@vite/client', ['staging']), verdict: 'warn' },
  'documentation host': {
    given: loading('https://acme.io/@vite/client', ['docs']),
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'refused as a bot': {
    given: { documents: documentsOf([pageOf({}, { outcome: 'wall', facts: null })]), heads: headsOf() },
    verdict: 'unknown',
    codes: ['unread'],
  },
  'answers data only': {
    given: { documents: documentsOf([pageOf({}, { outcome: 'other', facts: null })]), heads: headsOf() },
    verdict: 'not-applicable',
  },
  'evidence timed out': { given: { documents: timedOut(), heads: headsOf() }, verdict: 'unknown' },
})
