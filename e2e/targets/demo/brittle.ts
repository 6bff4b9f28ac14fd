import { host } from '../web/baseline'
import {
  behindCloudflare,
  file,
  HTML,
  html,
  JSON_TYPE,
  REVALIDATE,
  redirect,
  SCRIPT,
  STYLE,
  site,
  toHttps,
  withHeaders,
} from '../web/content'
import { invented } from '../web/invented'
import type { Handler, LabPage, LabReply, LabSite } from '../web/types'
import { accountForm, BASKET_SCRIPT, homeBody, type Product, page, picture, type Shop, styleSheet } from './look'

const DOMAIN = 'brittle-shop.test'
const APP = `https://app.${DOMAIN}`
const ACCENT = '#a4432a'

const shop: Shop = {
  name: 'Brittle Ceramics',
  promise: 'Cups and bowls, made by hand',
  accent: ACCENT,
  style: '/assets/shop-R8wq3LmZ.css',
  script: '/assets/shop-K2xv7TnP.js',
  home: `https://${DOMAIN}/`,
  app: APP,
}

const PRODUCTS: Product[] = [
  {
    name: 'Breakfast bowl',
    text: 'Speckled, holds half a litre',
    price: '28.00',
    shape: 'M25 36h70a35 32 0 0 1-70 0z',
  },
  { name: 'Small cup', text: 'For two sips of coffee', price: '19.00', shape: 'M42 28h36v22a18 20 0 0 1-36 0z' },
  {
    name: 'Tall vase',
    text: 'For one branch',
    price: '54.00',
    shape: 'M54 12h12v14c14 10 12 36 4 50H50c-8-14-10-40 4-50z',
  },
]

const STRIPE = invented('sk_', 'live_', '51Hv7QnXcTz0LpWk9YbRd2EuMg8FaJs')

/** Every visitor is handed the same session, and the network in front is told to keep the page. */
const cachedLogin: Handler = ({ count }) => ({
  headers: [
    ['content-type', HTML],
    ['cache-control', 'public, s-maxage=600, max-age=60'],
    ['set-cookie', 'session=4b1e7c0f9a2d6835; Path=/; Secure; HttpOnly; SameSite=Lax'],
    ['cf-cache-status', count === 0 ? 'MISS' : 'HIT'],
    ['age', String(Math.min(count * 3, 590))],
  ],
  body: page(shop, {
    title: `Sign in: ${shop.name}`,
    body: accountForm({
      heading: 'Sign in',
      action: `http://${DOMAIN}/login`,
      token: '91fa2c77d05be346',
      button: 'Sign in',
    }),
  }),
})

const home = page(shop, {
  title: 'Brittle Ceramics: cups and bowls, made by hand',
  head: `<script src="http://cdn.${DOMAIN}/reviews.js"></script>`,
  body: `${homeBody(shop, PRODUCTS)}\n<p><img src="http://cdn.${DOMAIN}/badge.png" alt="Made by hand" width="120" height="40"></p>`,
})

const SHORT = 'public, max-age=0'
const bundle = `${BASKET_SCRIPT}
const checkout={secretKey:${JSON.stringify(STRIPE)},currency:"eur"};
document.querySelector("[data-pay]")?.addEventListener("click",()=>fetch("https://api.stripe.com/v1/payment_intents",{method:"POST",headers:{authorization:"Bearer "+checkout.secretKey}}));
`

const plain = (body: string): LabPage => ({ headers: [['content-type', 'application/octet-stream']], body })

const leftBehind: Record<string, LabReply> = {
  '/.env': plain(`NODE_ENV=production
DATABASE_URL=${invented('postgres', '://brittle:', 'Kp3-vWm8xQz', '@db.brittle.internal:5432/shop')}
STRIPE_SECRET_KEY=${STRIPE}
SESSION_SECRET=${invented('9f2c', '71be', '04da', '6835')}
`),
  '/.git/HEAD': plain('ref: refs/heads/main\n'),
  '/.git/config': plain('[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n'),
  '/backup.sql': plain('-- PostgreSQL database dump\nCREATE TABLE customers (id bigint, email text);\n'),
}

const assets: Record<string, LabReply> = {
  [shop.style]: file(STYLE, styleSheet(ACCENT), SHORT),
  [shop.script]: file(SCRIPT, bundle, SHORT),
  '/favicon.svg': file('image/svg+xml', picture(PRODUCTS[1]?.shape ?? '', ACCENT), 'public, max-age=86400'),
  ...Object.fromEntries(
    PRODUCTS.map(({ shape }, index) => [
      `/img/${index + 1}.svg`,
      file('image/svg+xml', picture(shape, ACCENT), 'public, max-age=86400'),
    ]),
  ),
}

const shopPages = site({ ...assets, ...leftBehind, '/': file(HTML, home, REVALIDATE), '/login': cachedLogin })

const appBody = `<h1>Your orders</h1><p class="lead">Sign in to see what is on its way.</p><p><a class="button" href="https://${DOMAIN}/login">Sign in</a></p>`
const appPages = withHeaders(
  site({ ...assets, '/': file(HTML, page(shop, { title: `Your orders: ${shop.name}`, body: appBody }), REVALIDATE) }),
  [['server', 'nginx/1.18.0 (Ubuntu)']],
)

/** Whatever is asked, the router of the application answers with its own page: also when asked for its health. */
const everything = file(
  HTML,
  html({ title: 'Brittle API', body: '<div id="root"></div><p>All systems nominal.</p>' }),
  'public, max-age=300',
)
const apiPages = site({ '/v1/products': file(JSON_TYPE, '[]', 'no-store') }, everything)

const ZONE = [
  `@ 3600 MX 10 mail.${DOMAIN}`,
  // A string of a TXT record holds 255 bytes at most (RFC 1035 section 3.3.14), so there are two.
  `@ 3600 TXT "v=spf1 include:_spf.google.com include:amazonses.com include:sendgrid.net include:pm.mtasv.net include:_crm.${DOMAIN} " "include:_desk.${DOMAIN} include:_news.${DOMAIN} include:_billing.${DOMAIN} include:_old.${DOMAIN} ~all"`,
  ...['_crm', '_desk', '_news', '_billing', '_old'].map(
    (name, index) => `${name} 3600 TXT "v=spf1 ip4:198.18.20.${index + 40} ~all"`,
  ),
  'resend._domainkey 3600 TXT "p=@RSA512"',
  'docs 3600 CNAME brittle-docs.azurewebsites.net',
]

/** The example site with the mistakes that are made most often. */
export const brittleShop: LabSite = {
  id: 'brittle-shop',
  about: 'a small shop that would fall over on its first day',
  domain: DOMAIN,
  hosts: [
    host(DOMAIN, behindCloudflare(shopPages), { http: behindCloudflare(redirect(() => `https://${DOMAIN}/`)) }),
    host(`app.${DOMAIN}`, appPages, { addresses: [{ at: 'pub' }], tls: { names: [DOMAIN] }, http: appPages }),
    host(`api.${DOMAIN}`, behindCloudflare(apiPages), {
      addresses: [{ at: 'cf' }],
      tls: { names: [`api.${DOMAIN}`], from: -86, until: 4 },
      http: behindCloudflare(toHttps),
    }),
    { name: `cdn.${DOMAIN}`, addresses: [{ at: 'pub', https: 'closed' }], http: site({}), https: site({}) },
    { name: `mail.${DOMAIN}`, addresses: [{ at: 'cf' }], http: 'closed', https: site({}) },
  ],
  zone: ZONE,
  target: {
    domain: DOMAIN,
    canonicalHost: DOMAIN,
    hosts: [
      { name: DOMAIN, role: 'apex' },
      { name: `www.${DOMAIN}`, role: 'www' },
      { name: `app.${DOMAIN}`, role: 'app' },
      { name: `api.${DOMAIN}`, role: 'api' },
      { name: `mail.${DOMAIN}`, role: 'mail' },
      { name: `docs.${DOMAIN}`, role: 'docs' },
    ],
    urls: [
      { url: `https://${DOMAIN}/`, purpose: 'homepage' },
      { url: `https://${DOMAIN}/login`, purpose: 'login' },
      { url: `https://api.${DOMAIN}/health`, purpose: 'health' },
    ],
    sending: [{ domain: DOMAIN, provider: 'resend', returnPath: `send.${DOMAIN}`, selectors: ['resend'] }],
    profile: { publicSite: true, sendsMail: true, receivesMail: true, tenantSubdomains: false },
  },
  expect: {
    'host-www': 'fail',
    'host-roles': ['warn', 'fail'],
    'dns-dangling': 'fail',
    'dns-hosting-target': 'fail',
    'dns-environment-separation': 'unknown',
    caa: 'not-applicable',
    mx: 'fail',
    'spf-record': 'fail',
    'spf-lookup-limit': 'fail',
    'spf-evaluates': 'fail',
    'dmarc-record': 'fail',
    'dkim-key': 'fail',
    'sender-alignment': 'fail',
    'tls-cert-name': 'fail',
    'tls-cert-expiry': 'fail',
    'https-redirect': 'fail',
    'redirect-preserves-url': 'fail',
    'canonical-host': 'fail',
    'mixed-content': 'fail',
    hsts: 'warn',
    'shared-cache-safety': 'fail',
    'static-cache-lifetime': 'fail',
    'edge-proxy-coverage': 'fail',
    'health-endpoint': 'fail',
    'exposed-env': 'fail',
    'exposed-vcs': 'fail',
    'exposed-files': 'fail',
    'public-bundle-secrets': 'fail',
  },
}
