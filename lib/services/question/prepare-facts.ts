import { z } from 'zod'
import { questions } from '../../roadmaps/questions'
import type { Prepare } from '../input/questions'
import { factChange } from './facts'

/** Refuses an answer that cannot become a fact; what was sent is kept beside the target, to tell "none" from "not asked". */
const prepareFact =
  (question: (typeof questions)[number]): Prepare =>
  async (given, { project }) => {
    factChange(question, project.target, given)
    return asInput(z.json().parse(given))
  }

/** JSON whose outermost value is never null: every schema of a fact is an object. */
function asInput(value: z.core.util.JSONType): Awaited<ReturnType<Prepare>> {
  return value ?? {}
}

/** The questions whose answers are facts of the target, as the input service takes them. */
export const FACTS: Readonly<Record<string, Prepare>> = Object.fromEntries(
  questions
    .filter(({ writes }) => writes.kind !== 'input')
    .map((question) => [question.id, prepareFact(question)] as const),
)
