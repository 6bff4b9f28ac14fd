import type { Exhibit } from '../../../engine/finding'
import type { Immutable } from '../../../engine/immutable'
import type { ExposureHost, ExposureLook } from '../../../evidence/web-exposure'

/** What the server answered, without the content. */
export function exposureExhibit(host: Immutable<ExposureHost>, look: Immutable<ExposureLook>): Exhibit {
  const names = look.names.length > 0 ? `Variables in it: ${look.names.join(', ')}` : undefined
  return {
    kind: 'http',
    title: `Answer for ${look.path}`,
    request: { method: 'GET', url: `${host.origin}${look.path}` },
    ...(look.status === null ? {} : { status: look.status }),
    headers: look.contentType === '' ? [] : [['content-type', look.contentType]],
    note: [names, 'The content was recognised and thrown away; no value was kept.'].filter(Boolean).join('. '),
  }
}

/** How to refuse hidden files, for the usual servers. */
export function denyHiddenFiles(): {
  provider: string
  steps: string[]
  snippet: { lang: string; file: string; code: string }
}[] {
  return [
    {
      provider: 'nginx',
      steps: ['Add this inside the server block, then run nginx -t and reload.'],
      snippet: { lang: 'nginx', file: 'server block', code: 'location ~ /\\.(?!well-known) {\n  return 404;\n}' },
    },
    {
      provider: 'Apache',
      steps: ['Add this to the virtual host or to .htaccess.'],
      snippet: { lang: 'apache', file: '.htaccess', code: 'RedirectMatch 404 "/\\.(?!well-known)"' },
    },
    {
      provider: 'Caddy',
      steps: ['Add this to the site block and reload.'],
      snippet: {
        lang: 'caddy',
        file: 'Caddyfile',
        code: '@hidden {\n  path */.*\n  not path /.well-known/*\n}\nrespond @hidden 404',
      },
    },
  ]
}
