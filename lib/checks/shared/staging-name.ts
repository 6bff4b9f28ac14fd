const WORD = /^(?:staging|stage|stg|dev|test|qa|preview|preprod|uat|demo)\d{0,2}$/

/** Whether a host name under the site says that it is a copy for tests: `staging.acme.io`, `app-dev.acme.io`. */
export function isStagingName(host: string, site: string): boolean {
  if (!host.endsWith(`.${site}`)) return false
  const labels = host.slice(0, -site.length - 1).split('.')
  return labels.some((label) => label.split('-').some((part) => WORD.test(part)))
}
