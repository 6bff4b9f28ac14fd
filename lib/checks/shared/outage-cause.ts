import { type Hop, headerValue } from './web-look'

export type OutageCause = {
  layer: 'platform' | 'edge' | 'server' | 'application'
  /** A whole sentence for a founder. */
  sentence: string
  /** The next step. */
  step: string
}

const CLOUDFLARE: Readonly<Record<number, string>> = {
  520: 'your server gave it an empty or broken answer',
  521: 'your server refuses its connection',
  522: 'it cannot reach your server in time',
  523: 'it finds no route to your server',
  524: 'your server takes too long to answer',
  525: 'the secure connection between it and your server fails',
  526: 'the certificate on your server is not valid',
  527: 'the connection to your server broke off',
  530: 'the name or tunnel behind it does not work',
}

const VERCEL: Readonly<Record<string, string>> = {
  DEPLOYMENT_NOT_FOUND: 'no deployment belongs to this address',
  DEPLOYMENT_DISABLED: 'the deployment was turned off',
  DEPLOYMENT_PAUSED: 'the project is paused',
  FUNCTION_INVOCATION_TIMEOUT: 'a function took too long',
  FUNCTION_INVOCATION_FAILED: 'a function crashed',
  MIDDLEWARE_INVOCATION_FAILED: 'the middleware crashed',
  NOT_FOUND: 'nothing is deployed at this address',
}

const GATEWAY: Readonly<Record<number, string>> = {
  502: 'The server in front is up, but the application behind it gives no valid answer.',
  503: 'The server in front is up, but the application is switched off or overloaded.',
  504: 'The server in front is up, but the application takes too long to answer.',
}

function isCloudflare(hop: Hop): boolean {
  return headerValue(hop, 'cf-ray') !== '' || /^cloudflare$/i.test(headerValue(hop, 'server'))
}

/**
 * Which layer an error answer comes from, in one sentence. DNS and TLS worked, or there would be no
 * answer; the headers tell platform and edge apart from the server behind them.
 */
export function outageCause(hop: Hop): OutageCause {
  const status = hop.status ?? 0
  const vercel = headerValue(hop, 'x-vercel-error')
  if (vercel !== '') {
    return {
      layer: 'platform',
      sentence: `DNS and certificate work; Vercel says ${vercel}: ${VERCEL[vercel] ?? 'it cannot serve this address'}.`,
      step: 'Open the project at Vercel, check Domains and the latest production deployment, and read its function logs.',
    }
  }
  const behind = isCloudflare(hop) ? CLOUDFLARE[status] : undefined
  if (behind !== undefined) {
    return {
      layer: 'edge',
      sentence: `DNS and certificate work; Cloudflare answered ${status}: ${behind}.`,
      step: 'Check that your server runs, that its address in the Cloudflare DNS record is current, and that its firewall lets Cloudflare in.',
    }
  }
  const gateway = GATEWAY[status]
  if (gateway !== undefined) {
    return {
      layer: 'server',
      sentence: `DNS and certificate work. ${gateway}`,
      step: 'Check that the application process runs and listens where the server in front expects it, then read its log.',
    }
  }
  return {
    layer: 'application',
    sentence: `DNS, certificate and server work; the application itself answered ${status}.`,
    step: 'Read the log of the application for this request, fix the error and deploy again.',
  }
}
