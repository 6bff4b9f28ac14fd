import type { SecretRule } from './rule'
import { aiRules } from './rules-ai'
import { buildRules } from './rules-build'
import { cloudRules } from './rules-cloud'
import { codeRules } from './rules-code'
import { dataRules } from './rules-data'
import { messageRules } from './rules-message'
import { namedRules } from './rules-named'
import { paymentRules } from './rules-payment'
import { platformRules } from './rules-platform'
import { serviceRules } from './rules-service'

/** Every known key format, most specific first within a family. */
export const secretRules: readonly SecretRule[] = [
  ...paymentRules,
  ...aiRules,
  ...cloudRules,
  ...platformRules,
  ...codeRules,
  ...buildRules,
  ...messageRules,
  ...dataRules,
  ...serviceRules,
  ...namedRules,
]

const byId = new Map(secretRules.map((rule) => [rule.id, rule]))

/** The rule with this id; undefined for an id of a later version. */
export function secretRule(id: string): SecretRule | undefined {
  return byId.get(id)
}
