import { domainOf, homeText, labSite } from '../baseline'
import { file, HTML, JSON_TYPE, REVALIDATE, redirect } from '../content'
import type { LabSite } from '../types'

export const healthSites: LabSite[] = [
  labSite({
    id: 'healthhtml',
    about: 'the declared health address is a page of the application',
    pages: { '/api/health': file(HTML, homeText(domainOf('healthhtml')), REVALIDATE) },
    expect: { 'health-endpoint': ['fail', 'warn'] },
  }),
  labSite({
    id: 'healthcached',
    about: 'the network answers the health address from its cache',
    pages: {
      '/api/health': file(JSON_TYPE, '{"status":"ok"}', 'public, max-age=300', [
        ['cf-cache-status', 'HIT'],
        ['age', '120'],
      ]),
    },
    expect: { 'health-endpoint': 'warn', 'shared-cache-safety': ['pass', 'warn'] },
  }),
  labSite({
    id: 'healthdown',
    about: 'the health address says that the database is down',
    pages: {
      '/api/health': {
        status: 503,
        headers: [
          ['content-type', JSON_TYPE],
          ['cache-control', 'no-store'],
        ],
        body: '{"status":"down","db":"down"}',
      },
    },
    expect: { 'health-endpoint': 'fail', 'critical-urls-up': 'fail', 'shared-cache-safety': ['pass', 'unknown'] },
  }),
  labSite({
    id: 'healthlogin',
    about: 'the health address asks to sign in',
    pages: { '/api/health': redirect(() => '/login', 302) },
    expect: { 'health-endpoint': 'fail' },
  }),
]
