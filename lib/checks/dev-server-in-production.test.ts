import { targetSchema } from '../engine/target'
import check from './dev-server-in-production'
import { cases, timedOut } from './shared/cases'
import { documentsOf, loadOf, pageOf } from './shared/documents-given'

const loading = (url: string) => ({
  documents: documentsOf([pageOf({ loads: [loadOf('script', url)] })]),
})

const acting = (role: 'staging' | 'docs') =>
  targetSchema.parse({ domain: 'acme.io', hosts: [{ name: 'acme.io', role }], urls: [], sending: [], profile: {} })

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
  'page without scripts': { given: { documents: documentsOf([pageOf()]) }, verdict: 'pass' },
  'staging host': { target: acting('staging'), given: loading('https://acme.io/@vite/client?t=1'), verdict: 'warn' },
  'documentation host': {
    target: acting('docs'),
    given: loading('https://acme.io/@vite/client?t=2'),
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'refused as a bot': {
    given: { documents: documentsOf([pageOf({}, { outcome: 'wall', facts: null })]) },
    verdict: 'unknown',
    codes: ['unread'],
  },
  'answers data only': {
    given: { documents: documentsOf([pageOf({}, { outcome: 'other', facts: null })]) },
    verdict: 'not-applicable',
  },
  'evidence timed out': { given: { documents: timedOut() }, verdict: 'unknown' },
})
