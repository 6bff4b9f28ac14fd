/** Cookies of load balancers, bot protection, analytics, consent and language: they sign nobody in. */
const HARMLESS =
  /^(?:__cf_bm|__cfruid|_cfuvid|cf_clearance|__cflb|AWSALB\w*|AWSELB\w*|ApplicationGatewayAffinity\w*|ARRAffinity\w*|heroku-session-affinity|BIGipServer.*|SERVERID|SRV|INGRESSCOOKIE|route|lb|visid_incap_.*|incap_ses_.*|nlbi_.*|ak_bmsc|bm_\w+|_abck|datadome|_ga.*|_gid|_gcl.*|_fbp|_hj.*|ajs_.*|mp_.*|ph_.*|ab_.*|experiment.*|NEXT_LOCALE|i18n.*|lang|locale|theme|consent.*|cookie_?consent.*|OptanonConsent|geo.*|country|currency)$/i

const SESSION =
  /sess|(?:^|[._-])sid$|auth(?!or)|token|jwt|login|remember|csrf|xsrf|^sb-|^__(?:Host|Secure)-|asp\.net|^connect\./i

/** Whether a cookie may carry who somebody is, judged by its name. */
export function isSessionCookie(name: string): boolean {
  return !HARMLESS.test(name) && SESSION.test(name)
}

/** Whether a cookie is the app's own, not one of a load balancer, a consent banner or statistics. */
export function isPersonalCookie(name: string): boolean {
  return !HARMLESS.test(name)
}
