import type { Fix } from '../../engine/finding'
import { hostRedirectVariants, secureRedirectVariants } from './config/redirects'

type Variants = NonNullable<Fix['variants']>

function attachVariants(host: string): Variants {
  return [
    {
      provider: 'Vercel',
      steps: [
        `Open the project, then Settings, Domains, and add ${host}.`,
        'Set the DNS record it shows and wait for the green tick.',
      ],
    },
    {
      provider: 'Netlify',
      steps: [
        `Open Domain management and add ${host}.`,
        'Under HTTPS choose "Verify DNS configuration", then "Provision certificate".',
      ],
    },
    {
      provider: 'Cloudflare',
      steps: [
        `Open SSL/TLS, Edge Certificates and check that a certificate lists ${host}.`,
        'A name two levels below your domain needs an Advanced Certificate or its own zone.',
      ],
    },
    {
      provider: 'Render',
      steps: [
        `Open the service, then Settings, Custom Domains, and add ${host}.`,
        'Verify it and wait until the certificate is issued.',
      ],
    },
  ]
}

/** Make the platform or server answer for a name with a certificate of its own. */
export function attachHostFix(host: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Add ${host} as a custom domain at the provider that serves it.`,
      'Wait until the provider says that the certificate is issued, usually a few minutes.',
      'Run this check again.',
    ],
    variants: attachVariants(host),
  }
}

/** Order a certificate that names all the given hosts. */
export function certificateFix(host: string, names: readonly string[]): Fix {
  const all = [...new Set([host, ...names])]
  return {
    effort: 'S',
    steps: [
      `Issue a certificate that names ${all.join(', ')}.`,
      'Install it together with its intermediate certificates and reload the web server.',
    ],
    snippet: { lang: 'sh', code: `certbot certonly --expand ${all.map((name) => `-d ${name}`).join(' ')}` },
    variants: attachVariants(host),
  }
}

/** Redirect every http request of a host to the same URL on https. */
export function httpsRedirectFix(host: string): Fix {
  return {
    effort: 'S',
    steps: [`Answer every http request for ${host} with a permanent redirect (301 or 308) to the same URL on https.`],
    snippet: {
      lang: 'nginx',
      code: `server {\n  listen 80;\n  listen [::]:80;\n  server_name ${host};\n  return 301 https://${host}$request_uri;\n}`,
    },
    variants: secureRedirectVariants(host),
  }
}

/** Redirect one host to another for good, with path and query kept. */
export function hostRedirectFix(from: string, to: string): Fix {
  return {
    effort: 'S',
    steps: [`Redirect every request for ${from} permanently (301 or 308) to the same path and query on https://${to}.`],
    snippet: {
      lang: 'nginx',
      code: `server {\n  listen 443 ssl;\n  server_name ${from};\n  # ssl_certificate lines for ${from}\n  return 301 https://${to}$request_uri;\n}`,
    },
    variants: hostRedirectVariants(from, to),
  }
}
