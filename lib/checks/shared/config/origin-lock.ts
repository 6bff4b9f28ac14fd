import { EDGE_RANGES } from '../edge/ranges'
import type { FixVariant } from './headers'

const SECRET = 'a-long-random-secret'

function nginxRanges(provider: string): string {
  const ranges = EDGE_RANGES[provider] ?? []
  const allow = ranges.map((range) => `allow ${range};`)
  return [...allow, 'deny all;'].join('\n')
}

/** Let a server answer only the network in front of it, in the configuration of each common place. */
export function originLockVariants(host: string, provider: string): FixVariant[] {
  const known = (EDGE_RANGES[provider] ?? []).length > 0
  const header = (lang: string, code: string, file?: string): FixVariant['snippet'] =>
    file === undefined ? { lang, code } : { lang, file, code }
  return [
    {
      provider: 'Cloudflare',
      steps: [
        `Open SSL/TLS, Origin Server, and turn on Authenticated Origin Pulls for ${host}.`,
        'Let the server ask for that certificate; or run cloudflared (a tunnel) and close ports 80 and 443 altogether.',
      ],
      snippet: header(
        'nginx',
        'ssl_client_certificate /etc/nginx/cloudflare-origin-pull.pem;\nssl_verify_client on;',
        'server block',
      ),
    },
    {
      provider: 'Firewall',
      steps: known
        ? ['Accept ports 80 and 443 from these ranges only and refresh the list by a timer.']
        : ['Accept ports 80 and 443 from the ranges your network publishes only and refresh the list by a timer.'],
      snippet: header(
        'sh',
        (EDGE_RANGES[provider] ?? ['<range of your network>'])
          .map((range) => `ufw allow proto tcp from ${range} to any port 80,443`)
          .concat('ufw deny proto tcp to any port 80,443')
          .join('\n'),
      ),
    },
    {
      provider: 'nginx',
      steps: ['Put the lines into the server block and reload.'],
      snippet: header('nginx', nginxRanges(provider), 'server block'),
    },
    {
      provider: 'Express',
      steps: ['Let the network add a secret header to every request and refuse requests without it.'],
      snippet: header(
        'ts',
        `app.use((request, response, next) =>\n  request.get('x-origin-secret') === ORIGIN_SECRET ? next() : response.sendStatus(403),\n)`,
      ),
    },
    {
      provider: 'Rails',
      steps: ['Let the network add a secret header to every request and refuse requests without it.'],
      snippet: header(
        'ruby',
        "before_action { head :forbidden unless request.headers['X-Origin-Secret'] == ENV['ORIGIN_SECRET'] }",
        'app/controllers/application_controller.rb',
      ),
    },
    {
      provider: 'Django',
      steps: ['Let the network add a secret header to every request and refuse requests without it.'],
      snippet: header(
        'python',
        `if request.headers.get("X-Origin-Secret") != settings.ORIGIN_SECRET:\n    return HttpResponseForbidden()  # ORIGIN_SECRET = "${SECRET}"`,
        'middleware.py',
      ),
    },
  ]
}
