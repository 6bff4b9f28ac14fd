import type { HostRole, UrlPurpose } from '@/lib/contracts/target'

const ROLE_WORDS: Readonly<Record<HostRole, string>> = {
  apex: 'Root domain',
  www: 'www',
  app: 'App',
  api: 'API',
  mail: 'Mail',
  marketing: 'Marketing',
  staging: 'Staging',
  assets: 'Assets',
  docs: 'Docs',
  status: 'Status page',
  other: 'Other',
}

const PURPOSE_WORDS: Readonly<Record<UrlPurpose, string>> = {
  homepage: 'Homepage',
  login: 'Login',
  signup: 'Signup',
  'password-reset': 'Password reset',
  health: 'Health',
  api: 'API',
  webhook: 'Webhook',
  dashboard: 'Dashboard',
  upload: 'Upload',
  checkout: 'Checkout',
}

function options<Value extends string>(values: readonly Value[], words: Readonly<Record<Value, string>>) {
  return values.map((value) => ({ value, label: words[value] }))
}

export const ROLE_OPTIONS = options(
  ['apex', 'www', 'app', 'api', 'mail', 'marketing', 'staging', 'assets', 'docs', 'status', 'other'],
  ROLE_WORDS,
)

export const PURPOSE_OPTIONS = options(
  ['homepage', 'login', 'signup', 'password-reset', 'health', 'api', 'webhook', 'dashboard', 'upload', 'checkout'],
  PURPOSE_WORDS,
)
