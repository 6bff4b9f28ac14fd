import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { FILE_PATH } from '../../../lib/net/ownership/file'
import type { LiveRecords } from '../dns/live'
import type { Handler, LabSite } from '../web/types'

/** What a person published on the example sites: records by name, one file by origin. */
export type Published = { records: LiveRecords; files: Map<string, string> }

export type Panel = { url: string; stop(): Promise<void> }

const MOST_BYTES = 4096
const MOST_VALUES = 10
const MOST_TEXT = 255

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** The sites with one more file: whatever was published for their origin. */
export function withFiles(sites: readonly LabSite[], files: ReadonlyMap<string, string>): LabSite[] {
  const serve =
    (handler: Handler): Handler =>
    (request) => {
      const content = files.get(`${request.secure ? 'https' : 'http'}://${request.host}`)
      if (request.path !== FILE_PATH || content === undefined) return handler(request)
      return { headers: [['content-type', 'text/plain; charset=utf-8']], body: `${content}\n` }
    }
  return sites.map((site) => ({
    ...site,
    hosts: site.hosts.map((host) => ({
      ...host,
      https: serve(host.https),
      http: host.http === 'closed' ? host.http : serve(host.http),
    })),
  }))
}

type Places = { names: string[]; origins: string[] }

function placesOf(sites: readonly LabSite[]): Places {
  const hosts = sites.flatMap((site) => [site.domain, ...site.target.hosts.map(({ name }) => name)])
  const unique = [...new Set(hosts)]
  return { names: unique.map((host) => `_launch-ready.${host}`), origins: unique.map((host) => `https://${host}`) }
}

const STYLE = `:root{color-scheme:light dark;--line:#8884}
body{font:16px/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;line-height:1.2}h2{font-size:1.1rem;margin-top:2rem}
form{display:grid;gap:.75rem}label{display:grid;gap:.25rem;font-weight:600}
input,select,button{font:inherit;padding:.5rem .6rem;border-radius:.4rem;border:1px solid #888;max-width:100%;box-sizing:border-box}
button{cursor:pointer;justify-self:start;font-weight:600}
li{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;justify-content:space-between;padding:.5rem 0;border-top:1px solid var(--line)}
ul{list-style:none;padding:0}code{overflow-wrap:anywhere}.told{border:1px solid #2a8a4a;border-radius:.4rem;padding:.5rem .75rem}`

type Wish = { name: string; origin: string; value: string; told: string }

function options(all: readonly string[], chosen: string): string {
  return all.map((one) => `<option${one === chosen ? ' selected' : ''}>${escaped(one)}</option>`).join('')
}

function removal(kind: 'record' | 'file', place: string, value: string): string {
  return `<li><span><code>${escaped(place)}</code><br><code>${escaped(value)}</code></span>
<form method="post"><input type="hidden" name="do" value="remove-${kind}"><input type="hidden" name="place" value="${escaped(place)}"><input type="hidden" name="value" value="${escaped(value)}"><button>Remove</button></form></li>`
}

function pageOf({ records, files }: Published, places: Places, wish: Wish): string {
  const listed = [...records].flatMap(([name, values]) => values.map((value) => removal('record', name, value)))
  const served = [...files].map(([origin, value]) => removal('file', origin, value))
  const value = (wanted: boolean) => (wanted ? escaped(wish.value) : '')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Panel of the example sites</title><style>${STYLE}</style></head><body>
<h1>Panel of the example sites</h1>
<p>The example sites live on this machine only. Here you publish what you would publish at your DNS provider and on your server.</p>
${wish.told === '' ? '' : `<p class="told" role="status">${escaped(wish.told)}</p>`}
<h2>TXT records</h2>
<form method="post"><input type="hidden" name="do" value="add-record">
<label>Name <select name="place">${options(places.names, wish.name)}</select></label>
<label>Value <input name="value" required maxlength="${MOST_TEXT}" autocomplete="off" spellcheck="false" value="${value(wish.name !== '')}"></label>
<button>Publish record</button></form>
<ul>${listed.join('')}</ul>
<h2>File ${FILE_PATH}</h2>
<form method="post"><input type="hidden" name="do" value="add-file">
<label>Server <select name="place">${options(places.origins, wish.origin)}</select></label>
<label>Content <input name="value" required maxlength="${MOST_TEXT}" autocomplete="off" spellcheck="false" value="${value(wish.origin !== '')}"></label>
<button>Publish file</button></form>
<ul>${served.join('')}</ul>
</body></html>`
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > MOST_BYTES) return undefined
  }
  return new URLSearchParams(text)
}

/** Carries out what a form asks for and says what happened. */
function act({ records, files }: Published, places: Places, form: URLSearchParams): string {
  const place = form.get('place') ?? ''
  const value = (form.get('value') ?? '').trim().slice(0, MOST_TEXT)
  const known = places.names.includes(place) || places.origins.includes(place)
  if (!known || value === '') return 'Nothing was changed.'
  switch (form.get('do')) {
    case 'add-record': {
      const values = (records.get(place) ?? []).filter((other) => other !== value)
      records.set(place, [...values, value].slice(-MOST_VALUES))
      return `Published at ${place}. Go back and press Check now.`
    }
    case 'remove-record': {
      const left = (records.get(place) ?? []).filter((other) => other !== value)
      if (left.length > 0) records.set(place, left)
      else records.delete(place)
      return `Removed from ${place}.`
    }
    case 'add-file':
      files.set(place, value)
      return `Published on ${place}. Go back and press Check now.`
    case 'remove-file':
      files.delete(place)
      return `Removed from ${place}.`
    default:
      return 'Nothing was changed.'
  }
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}

/**
 * A small page on loopback through which a person publishes records and files of the example sites, as they would at
 * a DNS provider. It answers to its own address only, and writes come from its own forms only.
 */
export async function startPanel(sites: readonly LabSite[], published: Published): Promise<Panel> {
  const places = placesOf(sites)
  const server = createServer(async (request, response) => {
    const own = `127.0.0.1:${port()}`
    if (request.headers.host !== own) return answer(response, 421, 'This is not the address of the panel.')
    const query = new URL(request.url ?? '/', `http://${own}`).searchParams
    const wish = { name: query.get('name') ?? '', origin: query.get('origin') ?? '', value: query.get('value') ?? '' }
    if (request.method === 'GET') return answer(response, 200, pageOf(published, places, { ...wish, told: '' }))
    if (request.method !== 'POST' || request.headers.origin !== `http://${own}`)
      return answer(response, 403, 'Use the forms of the panel.')
    const form = await bodyOf(request)
    if (form === undefined) return answer(response, 413, 'This is too much.')
    const told = act(published, places, form)
    answer(response, 200, pageOf(published, places, { name: '', origin: '', value: '', told }))
  })
  const port = (): number => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${port()}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
