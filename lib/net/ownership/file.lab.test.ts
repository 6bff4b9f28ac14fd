import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Handler, LabHost, LabSite } from '@/e2e/targets/web/types'
import { startWorld, type World } from '@/e2e/targets/world'
import { parseConfig } from '../../config'
import { createNet } from '../create'
import { createSocketLimits } from '../limits'
import { FILE_PATH, lookAtFile } from './file'

const TOKEN = 'lr1=abcdefghijklmnopqrstuv'
const OTHER = 'lr1=ABCDEFGHIJKLMNOPQRSTUV'
const DOMAIN = 'proof-lab.test'

const NOT_FOUND: Handler = () => ({ status: 404, body: 'no such file' })

function serving(body: string, more: { status?: number; headers?: [string, string][] } = {}): Handler {
  return (request) =>
    request.path === FILE_PATH
      ? { status: more.status ?? 200, headers: [['content-type', 'text/plain'], ...(more.headers ?? [])], body }
      : { status: 404, body: '' }
}

const host = (label: string, https: Handler, more: Partial<LabHost> = {}): LabHost => ({
  name: `${label}.${DOMAIN}`,
  http: 'closed',
  https,
  ...more,
})

const HOSTS: LabHost[] = [
  host('plain', serving(TOKEN)),
  host('newline', serving(`${TOKEN}\r\n`)),
  host('several', serving(`${OTHER}\n\n${TOKEN}\n`)),
  host('marked', serving(`\uFEFF${TOKEN}\n`)),
  host('full', serving(`${TOKEN}\n${'#'.repeat(4096 - TOKEN.length - 1)}`)),
  host('missing', NOT_FOUND),
  host('echo', (request) => ({ headers: [['content-type', 'text/plain']], body: request.target })),
  host('echo-headers', (request) => ({ body: JSON.stringify(request.headers) })),
  host('app-page', () => ({ headers: [['content-type', 'text/html']], body: '<!doctype html><title>App</title>' })),
  host('page-with-token', () => ({ body: `<html><p>${TOKEN}</p></html>` })),
  host('in-text', serving(`token: ${TOKEN}`)),
  host('other', serving(OTHER)),
  host('moved', serving('', { status: 302, headers: [['location', `https://plain.${DOMAIN}${FILE_PATH}`]] })),
  host('moved-with-body', serving(TOKEN, { status: 301, headers: [['location', '/elsewhere']] })),
  host('large', serving(`${TOKEN}\n${'#'.repeat(4096 - TOKEN.length)}`)),
  host('huge', serving(`${TOKEN}\n${'#'.repeat(3_000_000)}`)),
  host('locked', serving(TOKEN, { status: 401, headers: [['www-authenticate', 'Basic']] })),
  host('forbidden', serving('no', { status: 403 })),
  host('broken', serving(TOKEN, { status: 500 })),
  host('busy', serving(TOKEN, { status: 429, headers: [['retry-after', '60']] })),
  host('created', serving(TOKEN, { status: 201 })),
  host('stop', serving(`${TOKEN} stop`)),
  host('stop-below', serving(`${TOKEN}\nSTOP\n`)),
  host('stop-header', serving(TOKEN, { headers: [['x-launch-ready', 'stop']] })),
  host('wrong-name', serving(TOKEN), { tls: { names: ['somebody.else.test'] } }),
  host('self-signed', serving(TOKEN), { tls: { names: [`self-signed.${DOMAIN}`], issuer: 'self' } }),
  host('expired', serving(TOKEN), { tls: { names: [`expired.${DOMAIN}`], from: -93, until: -3 } }),
  host('common-name', serving(TOKEN), { tls: { names: [], commonName: `common-name.${DOMAIN}` } }),
  host('plain-443', serving(TOKEN), { addresses: [{ at: 'pub', https: 'plain' }] }),
  host('closed', serving(TOKEN), { addresses: [{ at: 'pub', https: 'closed' }] }),
  host('private', serving(TOKEN), { addresses: [{ at: '10.1.2.3' }] }),
  host('nowhere', serving(TOKEN), { addresses: [] }),
  host('http', NOT_FOUND, { http: serving(TOKEN) }),
]

const SITE: LabSite = {
  id: 'proof',
  about: 'servers with and without the file',
  domain: DOMAIN,
  hosts: HOSTS,
  target: { domain: DOMAIN, hosts: [], urls: [], sending: [], profile: {} },
  expect: {},
}

let world: World

beforeAll(async () => {
  world = await startWorld({ sites: [SITE] })
})
afterAll(() => world.stop())

async function look(origin: string) {
  const net = createNet({
    config: parseConfig(world.env),
    signal: new AbortController().signal,
    runId: 'proof',
    limits: createSocketLimits({ perHost: 4, spacingMs: 0, perRun: 20, perProcess: 100 }),
  })
  try {
    return await lookAtFile(net, { origin, token: TOKEN })
  } finally {
    await net.close()
  }
}

const at = (label: string) => look(`https://${label}.${DOMAIN}`)

describe('a file proves a server', () => {
  it.each([
    ['the token alone', 'plain'],
    ['a line break behind it', 'newline'],
    ['a line of another workspace above it', 'several'],
    ['a byte order mark before it', 'marked'],
    ['4 KiB and not a byte more', 'full'],
  ])('%s', async (_case, label) => {
    expect(await at(label)).toEqual({ outcome: 'proven' })
  })

  it('over http, for the http origin only', async () => {
    expect(await look(`http://http.${DOMAIN}`)).toEqual({ outcome: 'proven' })
    expect(await at('http')).toMatchObject({ outcome: 'failed', problem: { code: 'file-missing' } })
  })
})

describe('no proof, and the owner is told why', () => {
  it.each([
    ['no file', 'missing', 'file-missing'],
    ['a server that repeats the path', 'echo', 'file-other-value'],
    ['a server that repeats the headers', 'echo-headers', 'file-other-value'],
    ['an app that answers every path', 'app-page', 'file-page'],
    ['the token inside a page', 'page-with-token', 'file-page'],
    ['the token inside a line', 'in-text', 'file-other-value'],
    ['the token of another workspace', 'other', 'file-other-value'],
    ['a redirect to a server that has it', 'moved', 'file-redirect'],
    ['a redirect whose body is the token', 'moved-with-body', 'file-redirect'],
    ['one byte more than 4 KiB', 'large', 'file-too-large'],
    ['three megabytes', 'huge', 'file-too-large'],
    ['a password in front of it', 'locked', 'file-refused'],
    ['refused', 'forbidden', 'file-refused'],
    ['another good status', 'created', 'file-status'],
    ['the line says stop', 'stop', 'file-stop'],
    ['the line below says stop', 'stop-below', 'file-stop'],
    ['a header says stop', 'stop-header', 'file-stop'],
    ['the certificate of another name', 'wrong-name', 'file-certificate'],
    ['a certificate that signs itself', 'self-signed', 'file-certificate'],
    ['a certificate that ran out', 'expired', 'file-certificate'],
    ['the name stands in the common name only', 'common-name', 'file-certificate'],
    ['http spoken on 443', 'plain-443', 'file-certificate'],
    ['nobody listens', 'closed', 'host-refused'],
    ['a private address', 'private', 'not-allowed'],
    ['the host has no address', 'nowhere', 'host-missing'],
  ])('%s', async (_case, label, code) => {
    expect(await at(label)).toMatchObject({ outcome: 'failed', problem: { code } })
  })
})

describe('no answer is no failure', () => {
  it.each([
    ['the server fails', 'broken', 'file-status'],
    ['the server asks for patience', 'busy', 'file-refused'],
  ])('%s', async (_case, label, code) => {
    expect(await at(label)).toMatchObject({ outcome: 'undecided', problem: { code } })
  })
})

it('one GET of the fixed path, which does not hold the token', async () => {
  const before = world.web.log.length
  await at('plain')
  const asked = world.web.log.slice(before)
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET https://plain.${DOMAIN}${FILE_PATH}`])
  expect(JSON.stringify(asked)).not.toContain(TOKEN)
})
