import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { dkimSign } from 'mailauth/lib/dkim/sign'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import dkimPresent from '@/lib/checks/dkim-present'
import emailLiveProof from '@/lib/checks/email-live-proof'
import { MAX_MESSAGE_BYTES, MessageError } from '@/lib/checks/shared/mail/message'
import mailDkim from '@/lib/collect/mail-dkim'
import mailMessage from '@/lib/collect/mail-message'
import mailProfile from '@/lib/collect/mail-profile'
import { parseConfig } from '@/lib/config'
import { run } from '@/lib/engine/run'
import { bareTarget } from '@/lib/engine/target'
import type { MessageProof } from '@/lib/evidence/mail-message'
import { proveMessage } from '@/lib/live/prove-message'
import { createNet } from '@/lib/net/create'
import { QUICK_DNS } from '../dns/client-for'
import { startWorld, type World } from '../world'

const NOW = Date.parse('2026-11-20T12:00:00Z')

const keys = {
  strong: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  short: generateKeyPairSync('rsa', { modulusLength: 512 }),
  curve: generateKeyPairSync('ed25519'),
}

const spki = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64')
const rawEd25519 = (key: KeyObject): string =>
  key.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')

const ZONES = `
zone signed.test
_dmarc 300 TXT "v=DMARC1; p=quarantine"
s1._domainkey 300 TXT "v=DKIM1; k=rsa; p=${spki(keys.strong.publicKey)}"
trial._domainkey 300 TXT "v=DKIM1; t=y; p=${spki(keys.strong.publicKey)}"
short._domainkey 300 TXT "v=DKIM1; k=rsa; p=${spki(keys.short.publicKey)}"
ed._domainkey 300 TXT "v=DKIM1; k=ed25519; p=${rawEd25519(keys.curve.publicKey)}"
silent._domainkey 300 TXT "v=DKIM1; p=${spki(keys.strong.publicKey)}"
fault * silent._domainkey.signed.test TXT servfail
x7q-2026._domainkey 300 TXT "v=DKIM1; k=rsa; p=${spki(keys.strong.publicKey)}"
s1._domainkey.mail 300 TXT "v=DKIM1; k=rsa; p=${spki(keys.strong.publicKey)}"

zone strictly.test
_dmarc 300 TXT "v=DMARC1; p=reject; adkim=s; aspf=s"
s1._domainkey.mail 300 TXT "v=DKIM1; k=rsa; p=${spki(keys.strong.publicKey)}"

zone provider.test
s1._domainkey 300 TXT "v=DKIM1; k=rsa; p=${spki(keys.strong.publicKey)}"

zone no-policy.test
s1._domainkey 300 TXT "v=DKIM1; k=rsa; p=${spki(keys.strong.publicKey)}"
`

let world: World
beforeAll(async () => {
  world = await startWorld({ sites: [], zones: [ZONES] })
})
afterAll(() => world.stop())

type Order = {
  from?: string
  fields?: string[]
  body?: string
  by?: { domain: string; selector?: string; key?: keyof typeof keys; limit?: number; expires?: string }[]
}

async function compose({ from = 'Shop <hello@signed.test>', fields = [], body, by = [] }: Order): Promise<string> {
  const message = [
    ...fields,
    ...(from === '' ? [] : [`From: ${from}`]),
    'To: Ada <ada@inbox.test>',
    'Subject: Your password',
    'Date: Thu, 19 Nov 2026 08:00:00 +0000',
    'Message-ID: <1@signed.test>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    body ?? 'Use the code 123456 to sign in.\r\nIt is yours alone.\r\n',
  ].join('\r\n')
  let signed = message
  for (const { domain, selector = 's1', key = 'strong', limit, expires } of by) {
    const one = {
      signingDomain: domain,
      selector,
      privateKey: keys[key].privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      canonicalization: 'relaxed/relaxed',
      algorithm: key === 'curve' ? 'ed25519-sha256' : 'rsa-sha256',
      signTime: new Date('2026-11-01T00:00:00Z'),
      ...(limit === undefined ? {} : { maxBodyLength: limit }),
      ...(expires === undefined ? {} : { expires: new Date(expires) }),
    }
    const { signatures, errors } = await dkimSign(signed, { ...one, signatureData: [one] })
    expect(errors).toEqual([])
    signed = `${signatures}${signed}`
  }
  return signed
}

function netNow() {
  return createNet({
    config: parseConfig(world.env),
    signal: new AbortController().signal,
    runId: 'message',
    dnsTiming: QUICK_DNS,
    now: () => NOW,
  })
}

async function prove(text: string): Promise<MessageProof> {
  const net = netNow()
  try {
    return await proveMessage(text, { dns: net.dns, now: NOW })
  } finally {
    await net.close()
  }
}

async function judge(text: string, domain = 'signed.test') {
  const proof = await prove(text)
  const net = netNow()
  try {
    const { results } = await run({
      checks: [emailLiveProof],
      collectors: [mailMessage],
      target: bareTarget(domain),
      net,
      now: () => NOW,
      ports: { input: () => ({ value: proof, at: NOW, by: 'Ada' }), provenNames: [] },
    })
    return { verdict: results[0]?.verdict, code: results[0]?.findings[0]?.code, proof }
  } finally {
    await net.close()
  }
}

const AR_PASS =
  'Authentication-Results: mx.inbox.test; dkim=pass header.d=signed.test; dmarc=pass header.from=signed.test'
const own = [{ domain: 'signed.test' }]

describe('real messages, signed here and verified through the laboratory', () => {
  const rows: Record<string, { order: Order; expected: [string, string]; change?: (text: string) => string }> = {
    'aligned and signed': { order: { by: own }, expected: ['pass', 'ok'] },
    'pasted with line feeds': {
      order: { by: own },
      expected: ['pass', 'ok'],
      change: (text) => text.replaceAll('\r\n', '\n'),
    },
    'pasted with a mailbox line before it': {
      order: { by: own },
      expected: ['pass', 'ok'],
      change: (text) => `\nFrom hello@signed.test Thu Nov 19 08:00:00 2026\n${text}`,
    },
    'signed by a subdomain, relaxed': { order: { by: [{ domain: 'mail.signed.test' }] }, expected: ['pass', 'ok'] },
    'signed with Ed25519': {
      order: { by: [{ domain: 'signed.test', selector: 'ed', key: 'curve' }] },
      expected: ['pass', 'ok'],
    },
    'signed by the provider and by the domain': {
      order: { by: [...own, { domain: 'provider.test' }] },
      expected: ['pass', 'ok'],
    },
    'signed by the provider only': { order: { by: [{ domain: 'provider.test' }] }, expected: ['fail', 'foreign'] },
    'body changed after signing': {
      order: { by: own, fields: [AR_PASS] },
      expected: ['warn', 'reformatted'],
      change: (text) => text.replace('123456', '654321'),
    },
    'only the fields were pasted': {
      order: { by: own },
      expected: ['warn', 'fields-only'],
      change: (text) => text.slice(0, text.indexOf('\r\n\r\n')),
    },
    'signed with a key in test mode': {
      order: { by: [{ domain: 'signed.test', selector: 'trial' }] },
      expected: ['warn', 'test-key'],
    },
    'From changed after signing': {
      order: { by: own },
      expected: ['fail', 'bad-signature'],
      change: (text) => text.replace('Shop <hello', 'Shop <other'),
    },
    'expired signature': {
      order: { by: [{ domain: 'signed.test', expires: '2026-11-10T00:00:00Z' }] },
      expected: ['fail', 'expired'],
    },
    'a limit that leaves room': {
      order: { by: [{ domain: 'signed.test', limit: 10 }] },
      expected: ['warn', 'partial'],
    },
    'key of 512 bits': {
      order: { by: [{ domain: 'signed.test', selector: 'short', key: 'short' }] },
      expected: ['fail', 'weak-key'],
    },
    'key that does not exist': {
      order: { by: [{ domain: 'signed.test', selector: 'gone' }] },
      expected: ['fail', 'no-key'],
    },
    'key DNS does not answer for': {
      order: { by: [{ domain: 'signed.test', selector: 'silent' }] },
      expected: ['unknown', 'unchecked'],
    },
    'no signature': { order: {}, expected: ['fail', 'unsigned'] },
    'no signature and SPF aligned': {
      order: {
        fields: ['Authentication-Results: mx.inbox.test; spf=pass smtp.mailfrom=bounce@send.signed.test'],
      },
      expected: ['warn', 'spf-only'],
    },
    'no signature and the older field of SPF': {
      order: {
        fields: ['Received-SPF: pass (mx: domain of x) client-ip=198.18.0.1; envelope-from="bounce@signed.test";'],
      },
      expected: ['warn', 'spf-only'],
    },
    'SPF of the provider': {
      order: { fields: ['Authentication-Results: mx.inbox.test; spf=pass smtp.mailfrom=bounce@provider.test'] },
      expected: ['fail', 'unsigned'],
    },
    'two From addresses': {
      order: { from: 'a@signed.test, b@signed.test', by: own },
      expected: ['fail', 'several-from'],
    },
    'two From fields': {
      order: { fields: ['From: other@signed.test'], by: own },
      expected: ['fail', 'several-from'],
    },
    'no From': { order: { from: '' }, expected: ['fail', 'no-from'] },
    'a name of somebody else': { order: { from: 'a@no-policy.test' }, expected: ['unknown', 'other-domain'] },
  }

  it.each(Object.entries(rows))('%s', async (_title, { order, expected, change = (text) => text }) => {
    const { verdict, code } = await judge(change(await compose(order)))
    expect([verdict, code]).toEqual(expected)
  })

  it('strict alignment and a subdomain', async () => {
    const text = await compose({ from: 'a@strictly.test', by: [{ domain: 'mail.strictly.test' }] })
    expect(await judge(text, 'strictly.test')).toMatchObject({ verdict: 'fail', code: 'strict' })
  })

  it('no policy to align with', async () => {
    const text = await compose({ from: 'a@no-policy.test', by: [{ domain: 'no-policy.test' }] })
    expect(await judge(text, 'no-policy.test')).toMatchObject({ verdict: 'unknown', code: 'no-dmarc' })
  })

  it('keeps neither the text nor an address', async () => {
    const text = await compose({
      by: own,
      fields: [
        'Return-Path: <bounce+ada=inbox.test@signed.test>',
        'List-Unsubscribe: <https://signed.test/u?token=SECRETTOKEN>, <mailto:leave+ada@signed.test>',
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'Authentication-Results: mx.inbox.test; spf=pass smtp.mailfrom=bounce+ada=inbox.test@signed.test',
      ],
    })
    const proof = await prove(text)
    const kept = JSON.stringify(proof)
    for (const secret of ['123456', 'SECRETTOKEN', 'ada', 'hello@', 'Shop', 'Your password', 'bounce']) {
      expect(kept).not.toContain(secret)
    }
    expect(proof).toMatchObject({ unsubscribe: 'one-click', returnPathDomain: 'signed.test' })
  })

  it('finds the key of a selector nobody could have guessed', async () => {
    const proof = await prove(await compose({ by: [{ domain: 'signed.test', selector: 'x7q-2026', key: 'strong' }] }))
    const net = netNow()
    try {
      const dkimOf = async (value: unknown) => {
        const { results } = await run({
          checks: [dkimPresent],
          collectors: [mailProfile, mailDkim],
          target: { ...bareTarget('signed.test'), profile: { sendsMail: true } },
          net,
          now: () => NOW,
          ports: { input: () => (value === undefined ? undefined : { value, at: NOW, by: 'Ada' }), provenNames: [] },
        })
        return JSON.stringify(results[0]?.findings)
      }
      expect(await dkimOf(undefined)).not.toContain('x7q-2026')
      expect(await dkimOf(proof)).toContain('x7q-2026')
    } finally {
      await net.close()
    }
  })

  it('asks for nothing but keys and policies', async () => {
    const text = await compose({ by: own })
    world.dns.log.length = 0
    await prove(text)
    const asked = [...new Set(world.dns.log.map(({ name, type }) => `${name.toLowerCase()} ${type}`))]
    expect(asked.every((question) => /(_domainkey|_dmarc)\..* TXT$/.test(question))).toBe(true)
  })
})

describe('texts that are no message, or built to hurt', () => {
  const rows: Record<string, () => string> = {
    'a letter': () => 'Dear team,\n\nplease reset my password.\n',
    nothing: () => '',
    'a page': () => '<!doctype html><html><body>From: me</body></html>',
    'an object': () => '{"from":"a@signed.test","date":"today"}',
    'fields of 1 MiB': () =>
      `From: a@signed.test\nDate: x\n${'X-Long: abcdefgh\n'.repeat(60_000)}`.slice(0, MAX_MESSAGE_BYTES),
    'one field of 200 KiB': () => `From: a@signed.test\nDate: x\nX-Long: ${'a'.repeat(200 * 1024)}\n\nhi`,
    'one field folded 100,000 times': () => `From: a@signed.test\nDate: x\nTo: b@x.test${'\n '.repeat(100_000)}\n\nhi`,
    '10,000 signatures': () =>
      `From: a@signed.test\nDate: x\n${'DKIM-Signature: v=1; d=a.test; s=b; b=c\n'.repeat(10_000)}\nhi`.slice(
        0,
        MAX_MESSAGE_BYTES,
      ),
    '21 signatures': () => `From: a@signed.test\nDate: x\n${'DKIM-Signature: v=1; d=a.test\n'.repeat(21)}\nhi`,
    'NUL bytes': () => 'From: a@signed.test\nDate: x\n\nhi\0there',
    'more than 1 MiB': () => `From: a@signed.test\nDate: x\n\n${'é'.repeat(MAX_MESSAGE_BYTES / 2)}`,
  }

  it.each(Object.entries(rows))('%s', async (_title, text) => {
    await expect(prove(text())).rejects.toThrow(MessageError)
  })

  it.each([
    ['carriage returns without end', `From: a@signed.test\nDate: x\nX: 1\n${'\r'.repeat(500_000)}x\n\nhi`],
    [
      'white space in a signature',
      `From: a@signed.test\nDate: x\nDKIM-Signature: v=1; a=rsa-sha256; d=signed.test; s=s1; h=from${' '.repeat(12_000)}x; bh=a; b=c\n\nhi`,
    ],
    [
      'a list of 5,000 names to sign',
      `From: a@signed.test\nDate: x\nDKIM-Signature: v=1; a=rsa-sha256; d=signed.test; s=s1; h=${'from:'.repeat(3000)}from; bh=a; b=c\n\nhi`,
    ],
    [
      'a million line feeds',
      `From: a@signed.test\nDate: x\nDKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=signed.test; s=s1; h=from; bh=a; b=c\n\n${'\n'.repeat(500_000)}hi`,
    ],
    ['brackets in From', `From: ${'('.repeat(6000)}${'<'.repeat(6000)}\nDate: x\nTo: b@x.test\n\nhi`],
    [
      'a hostile name',
      'From: a@x\u202ey.test\nDate: x\nDKIM-Signature: a=rsa-sha256; d=__proto__; s=constructor; h=from; bh=a; b=c\n\nhi',
    ],
  ])(
    '%s: an answer, and soon',
    async (_title, text) => {
      const proof = await prove(text)
      expect(proof.version).toBe(1)
    },
    10_000,
  )
})
