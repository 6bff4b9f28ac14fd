import { domainToASCII } from 'node:url'
import { parseArgs } from 'node:util'
import { parseAddress } from '../../lib/checks/shared/address'

/** A call that cannot be carried out; the message names what is wrong and the remedy. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export const USAGE = `Usage: npm run --silent spf -- --ip <address> --helo <name> --from <address> [options]

  --ip <address>       address of the sending server, IPv4 or IPv6
  --helo <name>        the name the server gives in HELO or EHLO
  --from <address>     MAIL FROM; empty ("") for a bounce, which is judged by the HELO name
  --receiver <name>    the receiving host, for explanations that name it
  --json               print one JSON document instead of the tree
  --help               print this text

Exit code: 0 evaluated (whatever the result), 2 usage or internal error.`

export type SpfOptions = {
  ip: string
  helo: string | undefined
  from: string
  receiver: string | undefined
  json: boolean
}

export type Call = { kind: 'help' } | { kind: 'evaluate'; options: SpfOptions }

const VALUE_OPTIONS = new Set(['--ip', '--helo', '--from', '--receiver'])

/** Names and addresses may begin with a dash, so a value always belongs to the option before it. */
function bindValues(argv: readonly string[]): string[] {
  const bound: string[] = []
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? ''
    const value = argv[at + 1]
    if (VALUE_OPTIONS.has(word) && value !== undefined && !VALUE_OPTIONS.has(value) && value !== '--json') {
      bound.push(`${word}=${value}`)
      at += 1
    } else {
      bound.push(word)
    }
  }
  return bound
}

function parseCommandLine(argv: readonly string[]) {
  try {
    return parseArgs({
      args: bindValues(argv),
      allowPositionals: true,
      options: {
        ip: { type: 'string' },
        helo: { type: 'string' },
        from: { type: 'string' },
        receiver: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    const text = error instanceof Error ? error.message : ''
    const option = /'(--?[^' ]+)/.exec(text)?.[1]
    if (option === undefined) throw new UsageError('These arguments cannot be read.')
    if (!VALUE_OPTIONS.has(option)) throw new UsageError(`${option}: there is no such option, or it takes no value.`)
    throw new UsageError(`${option}: the value is missing.`)
  }
}

/** The domain part in A-labels, as it is asked for (RFC 7208 section 4.3). */
function inAscii(text: string): string {
  const at = text.lastIndexOf('@') + 1
  const domain = text.slice(at)
  const ascii = /[^\x21-\x7e]/.test(domain) ? domainToASCII(domain) : domain
  return ascii === '' ? text : `${text.slice(0, at)}${ascii}`
}

/** Reads the command line. Throws `UsageError` that names the argument and the remedy. */
export function readCall(argv: readonly string[]): Call {
  const { values, positionals } = parseCommandLine(argv)
  if (values.help) return { kind: 'help' }
  if (positionals.length > 0)
    throw new UsageError(`What is this for: ${positionals.join(' ')}? Every value needs its option.`)
  if (values.ip === undefined) throw new UsageError('--ip: which server sends? Example: --ip 192.0.2.10')
  const ip = values.ip.trim().replace(/^\[(.*)\]$/, '$1')
  if (parseAddress(ip) === undefined) throw new UsageError(`--ip: ${values.ip} is not an IPv4 or IPv6 address.`)
  const from = inAscii((values.from ?? '').replace(/^<(.*)>$/s, '$1'))
  const helo = values.helo === undefined || values.helo === '' ? undefined : inAscii(values.helo)
  if (from === '' && helo === undefined) {
    throw new UsageError('--from or --helo: which name is judged? Example: --helo mail.acme.io --from hello@acme.io')
  }
  return {
    kind: 'evaluate',
    options: { ip, helo, from, receiver: values.receiver, json: values.json ?? false },
  }
}
