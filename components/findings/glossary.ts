/** Terms of art with one sentence each, in the words a founder knows. */
export const GLOSSARY = {
  DNSSEC: 'Signatures on DNS answers, so nobody on the way can change them.',
  DNS: 'The directory that turns a name like acme.io into the address of a server.',
  CNAME: 'A DNS record that says: this name is another name for that one.',
  MX: 'The DNS record that says which server receives mail for a domain.',
  TXT: 'A DNS record that holds plain text, used for mail and ownership settings.',
  SPF: 'A DNS record that lists which servers may send mail for your domain.',
  DKIM: 'A signature on each mail; its public key is published in your DNS.',
  DMARC: 'A DNS record that tells receivers what to do with mail that fails SPF and DKIM.',
  TLS: 'The encryption behind https, proven by a certificate.',
  HSTS: 'A header that makes browsers use https only.',
  CDN: 'Servers around the world that answer for yours with stored copies.',
  TTL: 'How long others may keep a DNS answer before they ask again.',
} as const

export type GlossaryTerm = keyof typeof GLOSSARY

const TERM = /\b(DNSSEC|DNS|CNAME|MX|TXT|SPF|DKIM|DMARC|TLS|HSTS|CDN|TTL)\b/g

export type TextPart = { text: string; term?: GlossaryTerm }

function isTerm(word: string): word is GlossaryTerm {
  return Object.hasOwn(GLOSSARY, word)
}

/** A text cut at the terms it uses, each marked where it comes first. */
export function explainedParts(text: string): TextPart[] {
  const seen = new Set<string>()
  return text.split(TERM).flatMap((word): TextPart[] => {
    if (word === '') return []
    if (!isTerm(word) || seen.has(word)) return [{ text: word }]
    seen.add(word)
    return [{ text: word, term: word }]
  })
}
