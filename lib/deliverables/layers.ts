import type { DocView } from './doc'
import { addressOf, edgeOf, hostingOf, mailServices, mainHost, nameServersOf, registrarOf } from './facts'

/** Which layer an outage comes from: a command or a look, what it means, and where to go then. */
export function layerRows(view: DocView): string[][] {
  const host = mainHost(view)
  const health = addressOf(view, 'health') ?? addressOf(view, 'login') ?? `https://${host}/`
  const services = mailServices(view)
  const servers = nameServersOf(view)
  return [
    [
      '1. Domain',
      `Look ${view.domain} up at its registrar`,
      'it has expired or is on hold',
      registrarOf(view) ?? 'your registrar',
    ],
    ['2. DNS', `dig +short ${host}`, 'no address comes back', servers ?? 'whoever runs your name servers'],
    ['3. Certificate', `curl -sSI https://${host}/`, 'it says "certificate"', 'whoever issues the certificate'],
    [
      '4. Network in front',
      `curl -sSI https://${host}/`,
      'the answer is 520 to 530, or a page of the network itself',
      edgeOf(view) ?? 'nothing was seen in front',
    ],
    ['5. Server', `curl -sSI ${health}`, 'no answer, or 502 to 504', hostingOf(view) ?? 'whoever hosts the product'],
    [
      '6. Product',
      `curl -sS ${health}`,
      'the answer is 500, or it names the database',
      'the errors of the last release',
    ],
    [
      '7. Mail',
      'Ask for a password reset for yourself',
      'the page works and no mail comes within 5 minutes',
      services.length === 0 ? 'whoever sends your mail' : services.join(', '),
    ],
  ]
}

export const LAYER_COLUMNS = ['Layer', 'Try', 'It is this one when', 'Then look at']
