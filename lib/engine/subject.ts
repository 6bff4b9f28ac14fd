export const SUBJECT_KINDS = ['project', 'host', 'url', 'record', 'file', 'monitor'] as const

/** What a finding is about. Made only by the functions below, so equal things have equal ids. */
export type Subject = { readonly kind: (typeof SUBJECT_KINDS)[number]; readonly id: string }

const MAX_ID = 512

function canonicalName(name: string): string {
  const bare = name.trim().replace(/\.$/, '').toLowerCase()
  return (URL.parse(`http://${bare}/`)?.hostname ?? bare).slice(0, MAX_ID)
}

/** The project as a whole. */
export function project(): Subject {
  return { kind: 'project', id: 'project' }
}

/** A host name: lower case, A-labels, no trailing dot. */
export function host(name: string): Subject {
  return { kind: 'host', id: canonicalName(name) }
}

/** A URL without fragment and user information, in the spelling of the URL standard; the text as given when it is not a URL. */
export function url(text: string): Subject {
  const parsed = URL.parse(text)
  if (parsed === null) return { kind: 'url', id: text.slice(0, MAX_ID) }
  parsed.hash = ''
  parsed.username = ''
  parsed.password = ''
  return { kind: 'url', id: parsed.href.slice(0, MAX_ID) }
}

/** A DNS record set: `TXT _dmarc.acme.io`. */
export function record(type: string, name: string): Subject {
  return { kind: 'record', id: `${type.toUpperCase()} ${canonicalName(name)}` }
}

/** A file of the repository, by its path. */
export function file(path: string): Subject {
  return { kind: 'file', id: path.replace(/^\.?\//, '').slice(0, MAX_ID) }
}

/** A monitor, by its id. */
export function monitor(id: string): Subject {
  return { kind: 'monitor', id: id.slice(0, MAX_ID) }
}
