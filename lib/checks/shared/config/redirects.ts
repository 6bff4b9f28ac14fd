import type { FixVariant } from './headers'

/** http to https on one host, with path and query kept, on each common platform, server and framework. */
export function secureRedirectVariants(host: string): FixVariant[] {
  return [
    { provider: 'Cloudflare', steps: ['Open SSL/TLS, Edge Certificates.', 'Turn on "Always Use HTTPS".'] },
    {
      provider: 'Vercel',
      steps: [
        `Vercel redirects by itself: check that DNS of ${host} points straight to it and nothing else answers on port 80.`,
      ],
    },
    {
      provider: 'Netlify',
      steps: ['Open Domain management, HTTPS and turn on "Force HTTPS"; check that DNS points straight to Netlify.'],
    },
    {
      provider: 'nginx',
      steps: ['Add this server block and reload.'],
      snippet: {
        lang: 'nginx',
        code: `server {\n  listen 80;\n  listen [::]:80;\n  server_name ${host};\n  return 301 https://${host}$request_uri;\n}`,
      },
    },
    {
      provider: 'Next.js',
      steps: ['Behind a proxy of your own, redirect by the scheme it reports, and deploy.'],
      snippet: {
        lang: 'ts',
        file: 'next.config.ts',
        code: `redirects: async () => [\n  {\n    source: '/:path*',\n    has: [{ type: 'header', key: 'x-forwarded-proto', value: 'http' }],\n    destination: 'https://${host}/:path*',\n    permanent: true,\n  },\n],`,
      },
    },
    {
      provider: 'Express',
      steps: ['Put this before your routes and deploy.'],
      snippet: {
        lang: 'ts',
        code: `app.set('trust proxy', 1)\napp.use((request, response, next) =>\n  request.secure ? next() : response.redirect(308, 'https://${host}' + request.originalUrl),\n)`,
      },
    },
    {
      provider: 'Rails',
      steps: ['Set this and deploy.'],
      snippet: {
        lang: 'ruby',
        file: 'config/environments/production.rb',
        code: 'config.assume_ssl = true\nconfig.force_ssl = true',
      },
    },
    {
      provider: 'Django',
      steps: ['Set these and deploy.'],
      snippet: {
        lang: 'python',
        file: 'settings.py',
        code: 'SECURE_SSL_REDIRECT = True\nSECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")',
      },
    },
    {
      provider: 'Apache',
      steps: [`Put this into the port 80 virtual host of ${host} and reload.`],
      snippet: { lang: 'apache', code: `RewriteEngine On\nRewriteRule ^ https://${host}%{REQUEST_URI} [L,NE,R=301]` },
    },
    { provider: 'Caddy', steps: [`Name the site "${host}" without "http://"; Caddy then redirects by itself.`] },
  ]
}

/** One host to another for good, with path and query kept, on each common platform, server and framework. */
export function hostRedirectVariants(from: string, to: string): FixVariant[] {
  return [
    {
      provider: 'Cloudflare',
      steps: [
        'Open Rules, Redirect Rules and create a rule.',
        `When: Hostname equals ${from}. Then: Dynamic, status 301, "Preserve query string" on, with the expression below.`,
      ],
      snippet: { lang: 'text', code: `concat("https://${to}", http.request.uri.path)` },
    },
    { provider: 'Vercel', steps: [`Open Settings, Domains, edit ${from}, choose "Redirect to" ${to} and status 308.`] },
    {
      provider: 'Netlify',
      steps: [`Open Domain management and make ${to} the primary domain; Netlify then redirects ${from}.`],
    },
    {
      provider: 'nginx',
      steps: ['Add this server block and reload.'],
      snippet: {
        lang: 'nginx',
        code: `server {\n  listen 443 ssl;\n  server_name ${from};\n  # ssl_certificate lines for ${from}\n  return 301 https://${to}$request_uri;\n}`,
      },
    },
    {
      provider: 'Next.js',
      steps: ['Add this redirect and deploy; the server has to answer for both names.'],
      snippet: {
        lang: 'ts',
        file: 'next.config.ts',
        code: `redirects: async () => [\n  {\n    source: '/:path*',\n    has: [{ type: 'host', value: '${from}' }],\n    destination: 'https://${to}/:path*',\n    permanent: true,\n  },\n],`,
      },
    },
    {
      provider: 'Express',
      steps: ['Put this before your routes and deploy.'],
      snippet: {
        lang: 'ts',
        code: `app.use((request, response, next) =>\n  request.hostname === '${from}' ? response.redirect(308, 'https://${to}' + request.originalUrl) : next(),\n)`,
      },
    },
    {
      provider: 'Rails',
      steps: ['Add this as the first route and deploy.'],
      snippet: {
        lang: 'ruby',
        file: 'config/routes.rb',
        code: `constraints(host: '${from}') do\n  match '(*any)', via: :all, to: redirect { |_, request| "https://${to}#{request.fullpath}" }\nend`,
      },
    },
    {
      provider: 'Django',
      steps: ['Redirect in the server in front of Django, or with this middleware as the first one.'],
      snippet: {
        lang: 'python',
        file: 'middleware.py',
        code: `def one_host(get_response):\n    def middleware(request):\n        if request.get_host() == "${from}":\n            return HttpResponsePermanentRedirect("https://${to}" + request.get_full_path())\n        return get_response(request)\n    return middleware`,
      },
    },
    {
      provider: 'Apache',
      steps: [`Put this into the virtual host of ${from} and reload.`],
      snippet: { lang: 'apache', code: `RewriteEngine On\nRewriteRule ^ https://${to}%{REQUEST_URI} [L,NE,R=301]` },
    },
  ]
}
