import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, it } from 'vitest'
import { packChanges } from './changes'
import { type PackContent, PackContent as Schema } from './content'
import { makePdf } from './pdf/make-pdf'
import { samplePack } from './sample'
import { makeZip } from './zip'

const LONG = 'x'.repeat(10_000)
const HOSTILE = `<script>alert(1)</script> =HYPERLINK("x") | \`\`\` \u202eback\u0007 \u{1f469}\u200d\u{1f680} \u0645\u0631\u062d\u0628\u0627 \u4f60\u597d`

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

async function read(bytes: Uint8Array): Promise<Pdf> {
  return getDocumentProxy(new Uint8Array(bytes))
}

async function pageTexts(pdf: Pdf): Promise<string[]> {
  const texts: string[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  return texts
}

async function rolesOf(pdf: Pdf): Promise<string[]> {
  const roles: string[] = []
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if ('role' in node && typeof node.role === 'string') roles.push(node.role)
    if ('children' in node && Array.isArray(node.children)) node.children.forEach(walk)
  }
  for (let number = 1; number <= pdf.numPages; number += 1) {
    walk(await (await pdf.getPage(number)).getStructTree())
  }
  return roles
}

/** How deep graphics states and marks are nested where each mark begins and ends: they must never cross. */
async function crossings(pdf: Pdf): Promise<number> {
  const { OPS } = await import('unpdf/pdfjs')
  let crossed = 0
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { fnArray } = await (await pdf.getPage(number)).getOperatorList()
    let depth = 0
    const open: number[] = []
    for (const operation of fnArray) {
      if (operation === OPS.save) depth += 1
      else if (operation === OPS.restore) depth -= 1
      else if (operation === OPS.beginMarkedContent || operation === OPS.beginMarkedContentProps) open.push(depth)
      else if (operation === OPS.endMarkedContent && open.pop() !== depth) crossed += 1
    }
    crossed += open.length
  }
  return crossed
}

describe('the PDF of a pack', () => {
  const content = samplePack()
  let pdf: Pdf
  let texts: string[]
  beforeAll(async () => {
    pdf = await read(await makePdf(content))
    texts = await pageTexts(pdf)
  })

  it('has a title, a language and bookmarks', async () => {
    const { info } = await pdf.getMetadata()
    expect(info).toMatchObject({ Title: 'Handover pack: Acme, version 3', Language: 'en', Author: 'Studio' })
    expect((await pdf.getOutline()).map(({ title }: { title: string }) => title)).toEqual([
      'Cover',
      'Verdict',
      'Email records',
    ])
  })

  it('says what every part is to somebody who does not see it', async () => {
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
    const roles = await rolesOf(pdf)
    for (const role of [
      'Document',
      'Sect',
      'H1',
      'H2',
      'H3',
      'P',
      'L',
      'LI',
      'LBody',
      'Table',
      'TR',
      'TH',
      'TD',
      'Code',
    ])
      expect(roles).toContain(role)
    expect(await crossings(pdf)).toBe(0)
  })

  it('is A4, with the name, the version and the number on each page', async () => {
    const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 })
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
    texts.forEach((text, index) => {
      expect(text).toContain('Studio, handover pack of Acme, version 3')
      expect(text).toContain(`Page ${index + 1} of ${pdf.numPages}`)
    })
  })

  it('holds everything that was frozen, in order', () => {
    expect(texts[0]).toContain('NO-GO')
    expect(texts[0]).toContain('mailto:hello@studio.test')
    expect(texts.at(-1)).toContain('v=spf1 -all')
    expect(texts.at(-1)).toContain('Still missing')
  })

  it('keeps every row whole and repeats the head of a table that goes on', () => {
    const tablePages = texts.filter((text) => text.includes('host-'))
    expect(tablePages.length).toBeGreaterThan(1)
    for (const text of tablePages) expect(text).toMatch(/Blocker\s+Where\s+Effort/)
    for (let row = 0; row < 70; row += 1) {
      const holding = tablePages.filter((text) => text.includes(`Blocker ${row + 1} is open`))
      expect(holding, `row ${row + 1}`).toHaveLength(1)
      expect(holding[0]).toContain(`host-${row}.acme.test`)
    }
  })
})

/** Hostile text in every place a person or a server can write into. */
function hostilePack(text: string): PackContent {
  return samplePack({
    madeBy: text,
    project: { name: text, domain: text, roadmap: text },
    brand: { name: text, accent: '#000000', contact: { text, label: text, href: text }, poweredBy: false },
    answer: text,
    sentence: text,
    sections: [
      {
        id: 'all',
        title: text,
        missing: [text],
        blocks: [
          { kind: 'heading', text },
          { kind: 'text', text },
          { kind: 'list', items: [text, text] },
          { kind: 'table', columns: ['A', text, 'C', 'D', 'E'], rows: [[text, text, '', text, text], [text]] },
          { kind: 'code', title: text, lang: text, code: `${text}\n${text}` },
        ],
      },
    ],
    evidence: [{ text }],
  })
}

describe('hostile text', { timeout: 60_000 }, () => {
  it('is shown as text, hidden characters by name, others by number', async () => {
    const pdf = await read(await makePdf(hostilePack(HOSTILE)))
    const text = (await pageTexts(pdf)).join(' ')
    expect(text).toContain('<script>alert(1)</script>')
    expect(text).toContain('[U+202E]')
    expect(text).toContain('[U+0007]')
    expect(text).toContain('[5 other characters]')
    expect(text).toContain('[1 other character]')
    expect(text).not.toContain('\u202e')
    expect(await pdf.getJSActions()).toBeNull()
    expect(await crossings(pdf)).toBe(0)
  })

  it('without a blank crosses no margin and no column', async () => {
    const pdf = await read(await makePdf(hostilePack(LONG)))
    expect(pdf.numPages).toBeLessThan(25)
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const { items } = await (await pdf.getPage(number)).getTextContent()
      for (const item of items) {
        if (!('str' in item) || item.str.trim() === '') continue
        const [left = 0] = item.transform.slice(4)
        expect(left + item.width, item.str.slice(0, 40)).toBeLessThan(555)
      }
    }
  })

  it('stays in its cell, its file and its fence', () => {
    const files = unzipSync(makeZip(hostilePack(HOSTILE), new Uint8Array([1])))
    const csv = strFromU8(files['tables/01-all.csv'] ?? new Uint8Array())
    for (const line of csv.split('\r\n').filter((one) => one !== '')) expect(line).toMatch(/^"/)
    const formula = makeZip(hostilePack('=1+1'), new Uint8Array([1]))
    expect(strFromU8(unzipSync(formula)['tables/01-all.csv'] ?? new Uint8Array())).toContain(`"'=1+1"`)
    const markdown = strFromU8(files['documents/01-all.md'] ?? new Uint8Array())
    expect(markdown.replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, '')).not.toMatch(/(?<!\\)<script/)
    for (const name of Object.keys(files)) expect(name).toMatch(/^[A-Za-z0-9/.-]+$/)
  })
})

describe('the ZIP of a pack', () => {
  it('holds documents, tables, evidence, the PDF and true checksums', () => {
    const pdf = new TextEncoder().encode('%PDF-')
    const files = unzipSync(makeZip(samplePack(), pdf))
    expect(Object.keys(files)).toEqual([
      'handover-pack.pdf',
      'README.md',
      'documents/01-verdict.md',
      'tables/01-verdict.csv',
      'documents/02-email.md',
      'evidence/results.json',
      'evidence/pack.json',
      'SHA256SUMS',
    ])
    const sums = strFromU8(files.SHA256SUMS ?? new Uint8Array())
    const lines = sums.trimEnd().split('\n')
    expect(lines).toHaveLength(Object.keys(files).length - 1)
    for (const line of lines) {
      const [, sum, name = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
      expect(
        createHash('sha256')
          .update(files[name] ?? '')
          .digest('hex'),
        name,
      ).toBe(sum)
    }
    expect(JSON.parse(strFromU8(files['evidence/results.json'] ?? new Uint8Array()))).toEqual(samplePack().evidence)
  })
})

it('the same frozen content gives the same bytes', { timeout: 60_000 }, async () => {
  const text = JSON.stringify(samplePack())
  const [first, second] = [Schema.parse(JSON.parse(text)), Schema.parse(JSON.parse(text))]
  const [one, two] = [await makePdf(first), await makePdf(second)]
  expect(Buffer.from(one).equals(two)).toBe(true)
  expect(Buffer.from(makeZip(first, one)).equals(makeZip(second, two))).toBe(true)
})

it('changes are told by section; a moved clock is none', () => {
  const before = samplePack()
  expect(packChanges(before, samplePack({ madeAt: '2026-02-05T12:00:00.000Z' }))).toEqual(['Nothing changed'])
  const [first, second] = before.sections
  const after = samplePack({
    answer: 'GO',
    sections: [
      ...(first === undefined ? [] : [first]),
      ...(second === undefined ? [] : [{ ...second, blocks: [{ kind: 'text' as const, text: 'All is well' }] }]),
    ],
  })
  expect(packChanges(before, after)).toEqual(['The answer was NO-GO and is GO now', 'Email records: 1 new, 5 gone'])
})
