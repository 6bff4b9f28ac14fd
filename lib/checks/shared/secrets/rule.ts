/**
 * What a value is worth to a stranger. `secret`: opens something private. `post-only`: lets anyone
 * send into a channel. `test`: a secret of a test mode. `public`: made to be seen. `restricted`:
 * may be seen only while the provider limits where it works.
 */
export type SecretClass = 'secret' | 'post-only' | 'test' | 'public' | 'restricted'

/** A proof beyond the shape; see `validators.ts`. */
export type Validator =
  | 'crc-base62'
  | 'jwt'
  | 'pem'
  | 'url-credential'
  | 'aws-pair'
  | 'firebase-context'
  | 'algolia-scope'

/** One format of a key. Rules are data, so that the outside view and a repository scan share them. */
export type SecretRule = {
  id: string
  /** The company or product whose key this is, as a person knows it. */
  provider: string
  /** What the key is called there. */
  name: string
  class: SecretClass
  /** Literal words the value starts with; the scan looks for these first. Empty for one that has no beginning of its own. */
  prefixes: readonly string[]
  /**
   * Words of the vendor, in lower case, for a value without a beginning of its own: it counts only in quotes behind a
   * name that holds such a word and speaks of a key, token or secret.
   */
  named?: readonly string[]
  /** The whole value from its first character, as the source of a regular expression without nesting. */
  shape: string
  /** Vendor words of which one must stand within 40 characters or in the variable name; 160 before an assigned value. */
  near?: readonly string[]
  /** The places where a value with this shape is no secret: text right before it. */
  notAfter?: readonly string[]
  validator?: Validator
  /** Where the key is replaced. */
  revoke: string
}

/** Declares the rules of one family. */
export function defineRules(rules: readonly SecretRule[]): readonly SecretRule[] {
  return Object.freeze(rules)
}
