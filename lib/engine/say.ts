import { clipExhibit } from './exhibit'
import { type Exhibit, type Finding, type Fix, IMPACTS, type Impact, type MessageParams, type Verdict } from './finding'
import { fingerprint } from './fingerprint'
import { safeDeep, safeLine } from './safe-text'
import type { Subject } from './subject'

type Key<Inner extends string> = Inner extends `${infer Name}:${string}` ? Name : Inner

/**
 * The placeholders of a message: `'{host} has {count:file|files}'` gives `'host' | 'count'`. The second
 * form writes the number with the word that fits it: `1 file`, `2 files`.
 */
export type Placeholders<Text extends string> = Text extends `${string}{${infer Inner}}${infer Rest}`
  ? Key<Inner> | Placeholders<Rest>
  : never

export type ParamsOf<Text extends string> = { readonly [Name in Placeholders<Text>]: string | number }

export type Messages = Readonly<Record<string, string>>

/** Where a finding belongs, what it was decided on, and what to do about it. */
export type At = {
  subject: Subject
  refs?: string[] | undefined
  exhibits?: Exhibit[] | undefined
  fix?: Fix | undefined
  /** Lowers the impact for this finding; it never rises above the ceiling of the check. */
  impact?: Impact | undefined
}

type Speak<M extends Messages> = <Code extends keyof M & string>(
  code: Code,
  params: ParamsOf<M[Code]>,
  at: At,
) => Finding

/** The only way a check makes findings: one verb per verdict. */
export type Say<M extends Messages> = {
  readonly pass: Speak<M>
  readonly warn: Speak<M>
  readonly fail: Speak<M>
  readonly unknown: Speak<M>
  readonly notApplicable: Speak<M>
}

export type Speaker = { id: string; impact: Impact; messages: Messages }

const MAX_PARAM = 300

function safeParam(value: string | number): string | number {
  if (typeof value === 'number') return value
  const text = safeLine(value)
  return text.length > MAX_PARAM ? `${text.slice(0, MAX_PARAM)}…` : text
}

const PLACEHOLDER = /\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/g

/** Fills `{name}` placeholders; a placeholder without a value stays visible, so a test can find it. */
export function fillMessage(template: string, params: MessageParams): string {
  return template.replace(PLACEHOLDER, (whole, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined) return whole
    if (one === undefined || many === undefined) return String(value)
    return `${value} ${Number(value) === 1 ? one : many}`
  })
}

/** A message as documentation shows it: `{count:file|files}` becomes `‹count› files`. */
export function outlineMessage(template: string): string {
  return template.replace(PLACEHOLDER, (_whole, name: string, _one?: string, many?: string) =>
    many === undefined ? `‹${name}›` : `‹${name}› ${many}`,
  )
}

function lowerImpact(ceiling: Impact, wanted: Impact | undefined): Impact {
  if (wanted === undefined) return ceiling
  return IMPACTS.indexOf(wanted) < IMPACTS.indexOf(ceiling) ? ceiling : wanted
}

/** Makes the voice of one check. Texts are rendered at once, so old runs stay readable after a rewording. */
export function createSay<M extends Messages>(speaker: Speaker & { messages: M }): Say<M> {
  const speak =
    (verdict: Verdict): Speak<M> =>
    (code, params, at) => {
      const given: MessageParams = params
      const subject = { ...at.subject, id: safeLine(at.subject.id) }
      const safe = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, safeParam(value)]))
      return {
        verdict,
        code,
        params: safe,
        text: fillMessage(speaker.messages[code] ?? code, safe),
        subject,
        fingerprint: fingerprint({ checkId: speaker.id, code, subject }),
        impact: lowerImpact(speaker.impact, at.impact),
        refs: at.refs ?? [],
        exhibits: (at.exhibits ?? []).map((exhibit) => safeDeep(clipExhibit(exhibit))),
        ...(at.fix === undefined ? {} : { fix: safeDeep(at.fix) }),
      }
    }
  return {
    pass: speak('pass'),
    warn: speak('warn'),
    fail: speak('fail'),
    unknown: speak('unknown'),
    notApplicable: speak('not-applicable'),
  }
}
