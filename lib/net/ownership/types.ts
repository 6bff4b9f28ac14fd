/**
 * What a look for a proof of ownership came to. `failed`: the owner has to do something. `undecided`: we could not
 * find out, which never counts against a proof.
 */
export type Look =
  | { outcome: 'proven' }
  | { outcome: 'failed'; problem: Problem }
  | { outcome: 'undecided'; problem: Problem }

export type RecordProblemCode =
  /** Neither the record nor anything like it. */
  | 'record-missing'
  /** It stands on the name itself instead of at `_launch-ready`. */
  | 'record-on-name'
  /** The provider added the domain a second time. */
  | 'record-doubled'
  /** The domain itself does not exist. */
  | 'name-missing'
  | 'other-value'
  /** The right value inside quotes of its own. */
  | 'quoted-value'
  | 'servers-disagree'
  /** Name servers have it, the resolver still knows the former answer. */
  | 'resolver-behind'
  /** An alias leads to a name of another owner. */
  | 'foreign-alias'
  /** The same through a wildcard record nobody thought of. */
  | 'wildcard-alias'
  | 'servers-silent'
  | 'resolver-silent'
  | 'no-direct-access'

export type FileProblemCode =
  | 'file-missing'
  | 'file-redirect'
  | 'file-certificate'
  | 'file-too-large'
  | 'file-page'
  | 'file-other-value'
  | 'file-refused'
  | 'file-status'
  | 'file-stop'
  | 'host-missing'
  | 'host-refused'
  | 'host-silent'
  | 'not-allowed'

/** `declined`: the owner, or the operator of this installation, does not want the name looked at. */
export type ProblemCode = RecordProblemCode | FileProblemCode | 'declined' | 'trouble'

/** Why there is no proof. Everything in it came from outside and is bounded; it is shown as text. */
export type Problem = {
  code: ProblemCode
  /** What stands there instead, at most five values of at most 120 characters. */
  seen: string[]
  /** The name, address, code or sentence that completes the words. */
  detail: string
}

const MOST_SEEN = 5
const MOST_TEXT = 120
/** Two names of full length in a sentence. */
const MOST_DETAIL = 600

export function problem(code: ProblemCode, { seen = [], detail = '' }: Partial<Omit<Problem, 'code'>> = {}): Problem {
  const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)
  return {
    code,
    seen: seen.slice(0, MOST_SEEN).map((text) => cut(text, MOST_TEXT)),
    detail: cut(detail, MOST_DETAIL),
  }
}
