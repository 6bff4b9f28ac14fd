import type { FixVariant } from './headers'

/** One spelling of each address on every common platform, server and framework: without a slash at the end. */
export function oneSpellingVariants(host: string): FixVariant[] {
  return [
    {
      provider: 'Cloudflare',
      steps: [
        'Open Rules, Redirect Rules and create a rule with the expression below: Dynamic, status 301, "Preserve query string" on.',
        'Target: the same address without its last slash; on the free plan redirect in the server behind it instead.',
      ],
      snippet: {
        lang: 'text',
        code: `(http.host eq "${host}" and ends_with(http.request.uri.path, "/") and http.request.uri.path ne "/")`,
      },
    },
    {
      provider: 'Vercel',
      steps: ['Add this to vercel.json and deploy.'],
      snippet: { lang: 'json', file: 'vercel.json', code: '{\n  "cleanUrls": true,\n  "trailingSlash": false\n}' },
    },
    {
      provider: 'Netlify',
      steps: ['Turn on "Pretty URLs" under Post processing, and redirect the file name.'],
      snippet: { lang: 'text', file: '_redirects', code: '/index.html  /  301!' },
    },
    {
      provider: 'nginx',
      steps: [`Put the lines into the server block of ${host} and reload.`],
      snippet: {
        lang: 'nginx',
        code: 'rewrite ^/index\\.html$ / permanent;\nrewrite ^/(.+)/$ /$1 permanent;',
      },
    },
    {
      provider: 'Next.js',
      steps: ['Keep the default, which redirects to the address without a slash, and deploy.'],
      snippet: { lang: 'ts', file: 'next.config.ts', code: 'trailingSlash: false,' },
    },
    {
      provider: 'Express',
      steps: ['Redirect before your routes.'],
      snippet: {
        lang: 'ts',
        code: "app.use((request, response, next) => {\n  const { pathname, search } = new URL(request.originalUrl, 'https://x')\n  if (pathname.length > 1 && pathname.endsWith('/')) return response.redirect(301, pathname.slice(0, -1) + search)\n  next()\n})",
      },
    },
    {
      provider: 'Rails',
      steps: ['Redirect in the routes and add the canonical link to the layout.'],
      snippet: {
        lang: 'ruby',
        file: 'config/routes.rb',
        code: 'get \'*path/\', to: redirect { |params, _| "/#{params[:path]}" }, constraints: ->(request) { request.original_fullpath.match?(%r{.+/(?:\\?|$)}) }',
      },
    },
    {
      provider: 'Django',
      steps: ['Let Django add the slash everywhere, and link with it.'],
      snippet: {
        lang: 'python',
        file: 'settings.py',
        code: 'APPEND_SLASH = True\nMIDDLEWARE = ["django.middleware.common.CommonMiddleware", *MIDDLEWARE]',
      },
    },
  ]
}
