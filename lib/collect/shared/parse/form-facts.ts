import { Parser } from 'htmlparser2'

export type FormField = { name: string; value: string; kind: 'hidden' | 'account' | 'secret' | 'other' }
export type FormFacts = { action: string; method: 'GET' | 'POST'; multipart: boolean; fields: FormField[] }

// An unclosed tag costs time in proportion to the depth, so the cap bounds hostile pages.
const MAX_TEXT = 128 * 1024
const MAX_FIELDS = 30
const ACCOUNT_NAME = /mail|user|login|account|identifier/i

function kindOf(type: string, name: string): FormField['kind'] {
  if (type === 'hidden') return 'hidden'
  if (type === 'password') return 'secret'
  if (type === 'email' || ((type === 'text' || type === '') && ACCOUNT_NAME.test(name))) return 'account'
  return 'other'
}

/**
 * The first form of a page that asks for an address or a password, as a browser without scripts would send it; null
 * where there is none. In one pass over at most 128 KiB; never throws.
 */
export function readAccountForm(text: string, url: string): FormFacts | null {
  const forms: FormFacts[] = []
  let open: FormFacts | null = null
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'form' && forms.length < 20) {
          const action = URL.parse((attributes.action ?? '').trim() || url, url)?.href ?? url
          const method = /^post$/i.test(attributes.method ?? '') ? 'POST' : 'GET'
          open = { action, method, multipart: /multipart/i.test(attributes.enctype ?? ''), fields: [] }
          forms.push(open)
        }
        if (name !== 'input' || open === null || open.fields.length >= MAX_FIELDS) return
        const type = (attributes.type ?? 'text').toLowerCase()
        const field = attributes.name ?? ''
        if (field === '' || /^(?:submit|button|image|file|reset|checkbox|radio)$/.test(type)) return
        open.fields.push({
          name: field.slice(0, 80),
          value: (attributes.value ?? '').slice(0, 500),
          kind: kindOf(type, field),
        })
      },
      onclosetag(name) {
        if (name === 'form') open = null
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(text.slice(0, MAX_TEXT))
  parser.end()
  const asks = ({ fields }: FormFacts, kind: FormField['kind']): boolean => fields.some((field) => field.kind === kind)
  const posts = forms.filter(({ method }) => method === 'POST')
  return posts.find((form) => asks(form, 'secret')) ?? posts.find((form) => asks(form, 'account')) ?? null
}
