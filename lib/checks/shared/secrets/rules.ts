import type { SecretRule } from './rule'
import { aiRules } from './rules-ai'
import { cloudRules } from './rules-cloud'
import { codeRules } from './rules-code'
import { dataRules } from './rules-data'
import { messageRules } from './rules-message'
import { paymentRules } from './rules-payment'

/** Every known key format, most specific first within a family. */
export const secretRules: readonly SecretRule[] = [
  ...paymentRules,
  ...aiRules,
  ...cloudRules,
  ...codeRules,
  ...messageRules,
  ...dataRules,
]

const byId = new Map(secretRules.map((rule) => [rule.id, rule]))

/** The rule with this id; undefined for an id of a later version. */
export function secretRule(id: string): SecretRule | undefined {
  return byId.get(id)
}
