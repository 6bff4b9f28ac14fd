import type { ShareDocument, SharedPage } from '../../contracts/share-document'
import { CHANGE_WORDS } from '../../engine/compare-words'
import { formatEffort } from '../../format/effort'
import { exhibitLines, IMPACT_TEXT, withheldText } from '../../format/share-text'
import { formatDay, formatExact } from '../../format/time'
import type { PackBlock } from '../../pack/content'
import type { SharedContent } from '../../pack/shared-content'
import { MUST_HAVE_WORDS, STAGE_WORDS, VERDICT_WORDS } from '../../roadmaps/words'

type Part<Name extends keyof ShareDocument> = NonNullable<ShareDocument[Name]>
type Section = SharedContent['sections'][number]

const PNG = 'data:image/png;base64,'
const INK = '#16181d'

function text(words: string): PackBlock {
  return { kind: 'text', text: words }
}

function day(moment: string): string {
  const at = Date.parse(moment)
  // With its year: what is on paper is read much later.
  return formatDay({ at, now: 0 })
}

type List = { columns: string[]; rows: string[][]; withheld: number; empty: string }

/** A table, or a sentence where nothing can be listed, and what is never listed one by one. */
function tableOf({ columns, rows, withheld, empty }: List): PackBlock[] {
  return [
    ...(rows.length === 0 ? [] : [{ kind: 'table' as const, columns, rows }]),
    ...(rows.length === 0 && withheld === 0 ? [text(empty)] : []),
    ...(withheld === 0 ? [] : [text(withheldText(withheld, { isAlone: rows.length === 0 }))]),
  ]
}

function blockers({ rows, withheld }: Part<'blockers'>): Section {
  return {
    title: 'What stands in the way',
    blocks: tableOf({
      columns: ['What', 'Where', 'Impact', 'Effort', 'State'],
      rows: rows.map((row) => [
        row.title,
        row.subject,
        IMPACT_TEXT[row.impact],
        formatEffort(row.effort),
        row.inProgress ? 'In progress' : 'Open',
      ]),
      withheld,
      empty: 'Nothing that is known blocks the launch.',
    }),
  }
}

function changes(part: ShareDocument['changes']): Section[] {
  if (part === undefined) return []
  if (part === null) return [{ title: 'Before and after', blocks: [text('There is nothing to compare with yet.')] }]
  const { since, summary, rows, withheld } = part
  return [
    {
      title: `Since ${since === null ? 'the first audit' : day(since)}`,
      blocks: [
        text(`${summary}.`),
        ...tableOf({
          columns: ['Change', 'What', 'Where'],
          rows: rows.map((row) => [CHANGE_WORDS[row.label], row.title, row.subject]),
          withheld,
          empty: 'Nothing changed.',
        }),
      ],
    },
  ]
}

function mustHaves(part: Part<'mustHaves'>): Section {
  const met = part.filter(({ state }) => state === 'met' || state === 'at-risk').length
  return {
    title: `Must-haves: ${met} of ${part.length}`,
    blocks: tableOf({
      columns: ['Must-have', 'State'],
      rows: part.map((one) => [one.text, MUST_HAVE_WORDS[one.state]]),
      withheld: 0,
      empty: 'There are none.',
    }),
  }
}

function stages(part: Part<'stages'>): Section {
  return {
    title: 'Stages',
    blocks: tableOf({
      columns: ['Stage', 'Proven', 'Blockers', 'State'],
      rows: part.map(({ title, state, proven, total, blockers: open }, index) => [
        `${index + 1}. ${title}`,
        `${proven} of ${total}`,
        String(open),
        STAGE_WORDS[state],
      ]),
      withheld: 0,
      empty: 'There are none.',
    }),
  }
}

function accepted({ rows, withheld }: Part<'accepted'>): Section {
  return {
    title: `Accepted risks: ${rows.length + withheld}`,
    blocks: tableOf({
      columns: ['Risk', 'Note', 'Until'],
      rows: rows.map((row) => [row.title, row.note, day(row.until)]),
      withheld,
      empty: 'Nobody accepted a risk.',
    }),
  }
}

function map(part: Part<'map'>): Section {
  return {
    title: 'How people reach it',
    blocks: tableOf({
      columns: ['Place', 'What is known'],
      rows: part.map(({ title, sentence, guess }) => [title, guess ? `${sentence} (a guess)` : sentence]),
      withheld: 0,
      empty: 'Nothing is known about it yet.',
    }),
  }
}

function evidence({ rows, withheld }: Part<'evidence'>): Section {
  const blocks = rows.flatMap((row): PackBlock[] => [
    { kind: 'heading', text: row.title, level: 2 },
    text(`${VERDICT_WORDS[row.verdict]}: ${row.subject}`),
    ...(row.exhibits.length > 0
      ? row.exhibits.map(
          (exhibit): PackBlock => ({
            kind: 'code',
            title: exhibit.title,
            lang: 'text',
            code: exhibitLines(exhibit).join('\n'),
          }),
        )
      : row.seen.length === 0
        ? []
        : [{ kind: 'list' as const, items: row.seen }]),
  ])
  const rest = tableOf({ columns: [], rows: [], withheld, empty: 'No weakness is open.' })
  return { title: 'What we saw', blocks: rows.length > 0 && withheld === 0 ? blocks : [...blocks, ...rest] }
}

function answerOf({ verdict }: ShareDocument): Pick<SharedContent, 'answer'> {
  if (verdict === undefined) return {}
  if (verdict === null) return { answer: { words: 'Not checked yet', sentence: 'The first audit has not run.' } }
  return { answer: { words: verdict.words, sentence: verdict.sentence } }
}

function brandOf({ name, logo, accent, contact, poweredBy }: SharedPage['brand']): SharedContent['brand'] {
  return {
    name,
    // A drawing as SVG is not drawn here: the name stands for it.
    ...(logo?.startsWith(PNG) ? { logo: logo.slice(PNG.length) } : {}),
    accent: accent?.light ?? INK,
    ...(contact === null ? {} : { contact }),
    poweredBy,
  }
}

/** What the PDF of a shared page says: the parts of the page in the same order. Pure. */
export function pdfContent({ document, brand, frozenAt }: SharedPage, madeAt: Date): SharedContent {
  const asOf = (): string => {
    if (frozenAt !== null) return `Frozen ${formatExact(Date.parse(frozenAt))}`
    return document.at === null ? 'Not checked yet' : `As of ${formatExact(Date.parse(document.at))}`
  }
  return {
    domain: document.domain,
    asOf: asOf(),
    at: frozenAt ?? document.at ?? madeAt.toISOString(),
    brand: brandOf(brand),
    ...answerOf(document),
    sections: [
      ...(document.blockers === undefined ? [] : [blockers(document.blockers)]),
      ...changes(document.changes),
      ...(document.mustHaves === undefined ? [] : [mustHaves(document.mustHaves)]),
      ...(document.stages === undefined ? [] : [stages(document.stages)]),
      ...(document.accepted === undefined ? [] : [accepted(document.accepted)]),
      ...(document.map === undefined ? [] : [map(document.map)]),
      ...(document.evidence === undefined ? [] : [evidence(document.evidence)]),
    ],
  }
}
