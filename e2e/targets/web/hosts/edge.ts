import { appHost, domainOf, goodPages, labSite } from '../baseline'
import { redirect, site, toHttps, withHeaders, withHsts } from '../content'
import type { Handler, LabSite } from '../types'

/** The same site without any network in front. */
function bare(id: string): Handler {
  return withHsts(withHeaders(site(goodPages(domainOf(id))), [['server', 'nginx']]))
}

const direct = labSite({
  id: 'direct',
  about: 'one server, nothing in front of it',
  apex: { addresses: [{ at: 'pub' }], http: toHttps, https: bare('direct') },
  www: { addresses: [{ at: 'pub' }], http: toHttps, https: withHsts(redirect(`https://${domainOf('direct')}`)) },
  expect: { 'edge-proxy-coverage': 'warn' },
})

const sibling = labSite({
  id: 'sibling',
  about: 'the application is reached directly while the main address is protected',
  more: [
    {
      role: 'app',
      host: appHost(domainOf('sibling'), { addresses: [{ at: 'pub' }], http: toHttps, https: bare('sibling') }),
    },
  ],
  expect: { 'edge-proxy-coverage': 'warn' },
})

const mailProxied = labSite({
  id: 'mailproxied',
  about: 'the mail server stands behind a network that carries no mail',
  more: [
    {
      role: 'mail',
      host: { name: `mail.${domainOf('mailproxied')}`, addresses: [{ at: 'cf' }], http: 'closed', https: site({}) },
    },
  ],
  zone: [`@ 300 MX 10 mail.${domainOf('mailproxied')}.`],
  expect: { 'edge-proxy-coverage': 'fail' },
})

const vercelHeaders = (handler: Handler): Handler =>
  withHeaders(handler, ({ count }) => [
    ['server', 'Vercel'],
    ['x-vercel-id', `fra1::iad1::${count}-1770000000000-0123456789ab`],
    ['x-vercel-cache', 'MISS'],
  ])

const platform = labSite({
  id: 'platform',
  about: 'a platform with an edge of its own',
  apex: {
    addresses: [{ at: 'pub' }],
    http: vercelHeaders(toHttps),
    https: vercelHeaders(withHsts(site(goodPages(domainOf('platform'))))),
  },
  www: {
    addresses: [{ at: 'pub' }],
    http: vercelHeaders(toHttps),
    https: vercelHeaders(withHsts(redirect(`https://${domainOf('platform')}`, 308))),
  },
  expect: { 'edge-proxy-coverage': ['pass', 'not-applicable'] },
})

const spoofed = labSite({
  id: 'spoofed',
  about: 'a server that merely calls itself cloudflare',
  apex: {
    addresses: [{ at: 'pub' }],
    http: toHttps,
    https: withHsts(withHeaders(site(goodPages(domainOf('spoofed'))), [['server', 'cloudflare']])),
  },
  www: { addresses: [{ at: 'pub' }], http: toHttps, https: withHsts(redirect(`https://${domainOf('spoofed')}`)) },
  expect: { 'edge-provider': 'unknown', 'edge-proxy-coverage': ['warn', 'unknown'] },
})

export const edgeSites: LabSite[] = [direct, sibling, mailProxied, platform, spoofed]
