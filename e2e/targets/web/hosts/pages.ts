import { ASSETS, appHost, domainOf, front, goodPages, homeText, host, labSite, SCRIPT_PATH } from '../baseline'
import {
  behindCloudflare,
  file,
  HTML,
  html,
  loginForm,
  privatePage,
  REVALIDATE,
  redirect,
  STYLE,
  site,
} from '../content'
import type { LabHost, LabSite } from '../types'

/** A host of other people's files: `works` is reachable over https too, `plain` over http alone. */
function fileHosts(domain: string): { role: 'assets'; host: LabHost }[] {
  const files = site({
    '/pixel.png': {
      headers: [
        ['content-type', 'image/png'],
        ['cache-control', 'public, max-age=86400'],
      ],
      body: Buffer.from('89504e470d0a1a0a', 'hex'),
    },
    '/widget.js': {
      headers: [
        ['content-type', 'text/javascript'],
        ['cache-control', 'public, max-age=86400'],
      ],
      body: 'window.widget={};',
    },
    '/fonts.css': {
      headers: [
        ['content-type', 'text/css'],
        ['cache-control', 'public, max-age=86400'],
      ],
      body: 'b{font-weight:700}',
    },
  })
  return [{ role: 'assets', host: host(`works.${domain}`, front(files)) }]
}

function plainHost(domain: string): LabHost {
  return { name: `plain.${domain}`, addresses: [{ at: 'pub', https: 'closed' }], http: site({}), https: site({}) }
}

const MIXED = domainOf('mixed')
const mixedHead = `<script src="http://works.${MIXED}/widget.js"></script>
<link rel="stylesheet" href="/assets/theme-C8nx4QpZ.css">
<!-- <script src="http://plain.${MIXED}/old.js"></script> -->`
const mixedBody = `<main><h1>Plan your week</h1>
<img src="http://plain.${MIXED}/pixel.png" alt="">
<img srcset="http://works.${MIXED}/pixel.png 2x" alt="">
<a href="http://plain.${MIXED}/">an ordinary link</a>
<template><img src="http://plain.${MIXED}/later.png"></template>
<form method="post" action="http://${MIXED}/login"><input type="password" name="password"><button>Sign in</button></form></main>`
const mixedStyle = `@import "http://works.${MIXED}/fonts.css";
/* url(http://plain.${MIXED}/comment.png) */
.hero{background:url(http://works.${MIXED}/pixel.png)}`

const mixed = labSite({
  id: 'mixed',
  about: 'script, style, image and form over http',
  pages: {
    '/': file(
      HTML,
      html({
        title: 'Mixed',
        head: `<link rel="canonical" href="https://${MIXED}/">${ASSETS}${mixedHead}`,
        body: mixedBody,
      }),
      REVALIDATE,
    ),
    '/assets/theme-C8nx4QpZ.css': file(STYLE, mixedStyle, 'public, max-age=31536000, immutable'),
  },
  more: fileHosts(MIXED),
  strangers: [plainHost(MIXED)],
  expect: { 'mixed-content': 'fail' },
})

const UIR = domainOf('mixeduir')
const upgrading = labSite({
  id: 'mixeduir',
  about: 'a script over http that the policy upgrades and that works over https',
  pages: {
    '/': file(HTML, homeText(UIR, `<script src="http://works.${UIR}/widget.js"></script>`), REVALIDATE, [
      ['content-security-policy', 'upgrade-insecure-requests'],
    ]),
  },
  more: fileHosts(UIR),
  expect: { 'mixed-content': 'warn' },
})

const lockedDomain = domainOf('hstslock')
const hstsLock = labSite({
  id: 'hstslock',
  about: 'strict transport for all subdomains, one of which has an expired certificate',
  apex: {
    https: behindCloudflare((request) => {
      const reply = site(goodPages(lockedDomain))(request)
      const rule: [string, string] = ['strict-transport-security', 'max-age=31536000; includeSubDomains']
      return 'raw' in reply ? reply : { ...reply, headers: [...(reply.headers ?? []), rule] }
    }),
  },
  more: [
    {
      role: 'app',
      host: appHost(lockedDomain, { tls: { names: [`app.${lockedDomain}`], from: -93, until: -3 } }),
    },
  ],
  expect: { hsts: 'fail', 'tls-cert-expiry': 'fail', 'tls-cert-per-address': ['pass', 'fail'] },
})

const noHsts = labSite({
  id: 'nohsts',
  about: 'no strict transport security anywhere',
  apex: { https: behindCloudflare(site(goodPages(domainOf('nohsts')))) },
  www: { https: behindCloudflare(redirect(`https://${domainOf('nohsts')}`)) },
  expect: { hsts: 'warn' },
})

const chunkGone = labSite({
  id: 'chunkgone',
  about: 'the page refers to a script that is answered with a page',
  pages: { [SCRIPT_PATH]: file(HTML, homeText(domainOf('chunkgone')), REVALIDATE) },
  expect: {
    'page-not-blank': 'fail',
    'static-cache-lifetime': ['pass', 'warn', 'fail', 'unknown'],
  },
})

const welcome = labSite({
  id: 'welcome',
  about: 'the server shows its own welcome page',
  pages: {
    '/': file(
      HTML,
      html({
        title: 'Welcome to nginx!',
        body: '<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working.</p>',
      }),
      REVALIDATE,
    ),
  },
  expect: { 'critical-urls-up': 'fail', 'canonical-host': ['pass', 'warn', 'fail'] },
})

const unreachableOrigin = labSite({
  id: 'err522',
  about: 'the network answers 522: it cannot reach the server',
  apex: {
    https: front(() => ({
      status: 522,
      headers: [
        ['content-type', HTML],
        ['cache-control', 'private, max-age=0, no-store'],
      ],
      body: html({
        title: 'err522-lab.test | 522: Connection timed out',
        body: '<h1>Connection timed out <span>Error code 522</span></h1>',
      }),
    })),
  },
  expect: {
    'critical-urls-up': 'fail',
    'canonical-host': ['fail', 'unknown'],
    'page-not-blank': ['fail', 'unknown', 'not-applicable'],
    'mixed-content': ['pass', 'unknown', 'not-applicable'],
    'shared-cache-safety': ['pass', 'unknown', 'not-applicable'],
    'refresh-consistency': ['pass', 'unknown', 'fail'],
    'static-cache-lifetime': ['unknown', 'not-applicable'],
    'public-bundle-secrets': ['pass', 'unknown'],
    'health-endpoint': ['fail', 'unknown'],
    'exposed-env': ['pass', 'unknown'],
    'exposed-vcs': ['pass', 'unknown'],
    'exposed-files': ['pass', 'unknown'],
    hsts: ['pass', 'unknown'],
    'https-redirect': ['pass', 'unknown'],
    'redirect-loop': ['pass', 'unknown'],
    'redirect-chain-length': ['pass', 'unknown'],
    'redirect-preserves-url': ['pass', 'unknown'],
    'https-reachable': ['pass', 'unknown'],
    'edge-provider': ['pass', 'unknown'],
    'edge-proxy-coverage': ['pass', 'unknown'],
  },
})

const WALLED = ['unknown', 'pass'] as const
const challenged = labSite({
  id: 'challenged',
  about: 'bot protection answers instead of the site',
  apex: {
    https: front(() => ({
      status: 403,
      headers: [
        ['content-type', HTML],
        ['cf-mitigated', 'challenge'],
        ['cache-control', 'private, max-age=0, no-store'],
      ],
      body: html({ title: 'Just a moment...', body: '<noscript>Enable JavaScript and cookies to continue</noscript>' }),
    })),
  },
  expect: {
    'critical-urls-up': 'unknown',
    'page-not-blank': 'unknown',
    'mixed-content': 'unknown',
    'shared-cache-safety': 'unknown',
    'refresh-consistency': 'unknown',
    'static-cache-lifetime': ['unknown', 'not-applicable'],
    'public-bundle-secrets': 'unknown',
    'health-endpoint': 'unknown',
    'exposed-env': 'unknown',
    'exposed-vcs': 'unknown',
    'exposed-files': 'unknown',
    'canonical-host': 'unknown',
    hsts: WALLED,
    'https-redirect': WALLED,
    'redirect-loop': WALLED,
    'redirect-chain-length': WALLED,
    'redirect-preserves-url': WALLED,
    'edge-provider': WALLED,
  },
})

const mentionsCaptcha = labSite({
  id: 'cspmentions',
  about: 'an ordinary page that merely mentions captchas and a content network',
  pages: {
    '/': file(
      HTML,
      homeText(
        domainOf('cspmentions'),
        '<meta name="description" content="We protect sign-up with a captcha.">',
      ).replace('</main>', '<a href="/captcha">captcha: just a moment</a></main>'),
      REVALIDATE,
      [
        [
          'content-security-policy',
          "script-src 'self' cdnjs.cloudflare.com www.google.com/recaptcha/ _Incapsula_Resource",
        ],
      ],
    ),
  },
})

const formOverHttp = labSite({
  id: 'formhttp',
  about: 'the sign-in form posts its password to http',
  pages: {
    '/login': privatePage((token) =>
      html({ title: 'Sign in', head: ASSETS, body: loginForm(token, `http://${domainOf('formhttp')}/login`) }),
    ),
  },
  expect: { 'mixed-content': 'fail' },
})

export const pageSites: LabSite[] = [
  mixed,
  upgrading,
  hstsLock,
  noHsts,
  chunkGone,
  welcome,
  unreachableOrigin,
  challenged,
  mentionsCaptcha,
  formOverHttp,
]
