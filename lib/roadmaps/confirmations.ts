import type { Question } from '../engine/check'
import type { ItemId } from './ids'

/** What a person signs for an item. The wording of a version never changes: a new wording is a new version. */
export type Statement = {
  text: string
  version: number
  /** What the proof should show. */
  proof: string
  who: Question['who']
  minutes: number
  /** Days it counts; null: until it is taken back. */
  validDays: number | null
}

type Wording = Pick<Statement, 'text' | 'proof' | 'who'> & Partial<Statement>

const USUAL_DAYS = 90

const statement = (wording: Wording): Statement =>
  Object.freeze({ version: 1, minutes: 2, validDays: USUAL_DAYS, ...wording })

const developer = 'developer' as const
const founder = 'founder' as const

/**
 * The statements of both roadmaps, by item. One counts for those required checks of its item that this version
 * does not contain, or that call themselves confirmable, and only while they are not proven.
 */
export const confirmations: Readonly<Partial<Record<ItemId, Statement>>> = {
  'email-auth-plan': statement({
    text: 'There is a dated plan to publish the missing mail records, with one person who does it',
    proof: 'Date, owner and the mail provider you chose',
    who: founder,
    minutes: 3,
  }),
  'deploy-path-documented': statement({
    text: 'The way to production is written down where the whole team finds it',
    proof: 'Link to the README, runbook or workflow',
    who: developer,
  }),
  'ddos-protection-on': statement({
    text: 'Attack protection is switched on in front of every public host',
    proof: 'Name of the service and plan, or a link to its settings',
    who: developer,
  }),
  'rate-limit-public-endpoints': statement({
    text: 'Signup, login, password reset, webhooks and the public API slow down abusive clients',
    proof: 'The limits per endpoint, or a link to the code or rule that sets them',
    who: developer,
    minutes: 3,
  }),
  'no-secrets-in-repo': statement({
    text: 'A secret scan over the whole history of the repository found no live key',
    proof: 'Link to the scan report, with its date',
    who: developer,
    minutes: 5,
  }),
  'no-secrets-in-chat': statement({
    text: 'Keys are shared through a secret store and never in chat, and the ones that were have been replaced',
    proof: 'Name of the secret store and who has access',
    who: founder,
  }),
  'env-separated': statement({
    text: 'Local, staging and production have their own variables and share no sensitive value',
    proof: 'Where the variables of each environment are kept',
    who: developer,
  }),
  'env-vars-present-in-production': statement({
    text: 'Every variable the code reads is set in production',
    proof: 'Link to the list of variables, names only',
    who: developer,
    minutes: 5,
  }),
  'secret-rotation-steps': statement({
    text: 'Steps to replace the most sensitive keys are written down, each with a person who does it',
    proof: 'Link to the runbook',
    who: developer,
    validDays: 180,
  }),
  'least-privilege': statement({
    text: 'Database roles and third-party tokens have only the rights they need',
    proof: 'The grants and scopes you looked at, without values',
    who: developer,
    minutes: 5,
  }),
  'logs-redacted': statement({
    text: 'Somebody read a sample of production logs: no token, password or full personal data is in them',
    proof: 'Which logs, from which day',
    who: developer,
    minutes: 5,
  }),
  'clean-build-succeeds': statement({
    text: 'The production build passes from a clean checkout',
    proof: 'Link to the build of the commit you launch',
    who: developer,
  }),
  'single-deploy-path': statement({
    text: 'Exactly one documented path leads to production',
    proof: 'Link to the pipeline or script',
    who: developer,
  }),
  'rollback-rehearsed': statement({
    text: 'Going back to the previous release was tried and worked',
    proof: 'Date, who did it and how many minutes it took',
    who: developer,
    minutes: 3,
  }),
  'migrations-safe': statement({
    text: 'The migrations of the next release lock no busy table and lose no data',
    proof: 'The migrations you read, or a link to the review',
    who: developer,
    minutes: 5,
  }),
  'jobs-retry-dead-letter': statement({
    text: 'Background jobs retry, and what keeps failing is parked where somebody sees it; or there are no jobs',
    proof: 'Name of the queue, or "no background jobs"',
    who: developer,
  }),
  'build-runtime-env-match': statement({
    text: 'Variables that are fixed at build time have the values production needs',
    proof: 'The variables you compared, names only',
    who: developer,
    minutes: 3,
  }),
  'post-deploy-smoke': statement({
    text: 'After each release homepage, login, health and one signed-in flow are tried',
    proof: 'Link to the script or the last result',
    who: developer,
  }),
  'uptime-coverage': statement({
    text: 'Homepage and login are watched every minute, API health and key webhooks every 5 minutes',
    proof: 'Name of the service and a link to its monitors',
    who: developer,
    minutes: 3,
  }),
  'uptime-monitor-installed': statement({
    text: 'An uptime monitor watches the homepage',
    proof: 'Name of the service and a link to the monitor',
    who: developer,
  }),
  'alerts-routed-with-owner': statement({
    text: 'Alerts reach one named person, and a test alert was answered',
    proof: 'Who, through which channel, and when the test was answered',
    who: founder,
    minutes: 3,
  }),
  'request-failures-logged': statement({
    text: 'Failing requests are logged with path, status and request id, without secrets',
    proof: 'One masked line, or a link to the log search',
    who: developer,
  }),
  'p95-known': statement({
    text: 'The p95 of every critical endpoint was measured and is under the limit',
    proof: 'The figures and where they come from',
    who: developer,
    minutes: 5,
  }),
  'dashboard-uptime-errors': statement({
    text: 'One page shows uptime and error rate',
    proof: 'Link to the page',
    who: developer,
  }),
  'error-spike-alerting': statement({
    text: 'Spikes of 5xx answers, failing webhooks and repeated sign-in errors raise an alert',
    proof: 'Link to the alert rules',
    who: developer,
  }),
  'heavy-flows-tested': statement({
    text: 'The journeys that convert were exercised under realistic load',
    proof: 'The journeys, the load and the date',
    who: developer,
    minutes: 5,
  }),
  'query-bottlenecks-found': statement({
    text: 'The slowest database queries are known',
    proof: 'The list, or a link to it',
    who: developer,
    minutes: 5,
  }),
  'indexes-for-common-filters': statement({
    text: 'Common filters are indexed: user, workspace, created date, status, slug',
    proof: 'The tables and indexes you looked at',
    who: developer,
    minutes: 5,
  }),
  'third-party-timeouts': statement({
    text: 'Every call to a vendor has a time-out',
    proof: 'The calls you looked at, or a link to the client code',
    who: developer,
    minutes: 3,
  }),
  'webhook-replay-passes': statement({
    text: 'A payment event works once, changes nothing when replayed, and is refused with a bad signature',
    proof: 'Link to the test, or when and how it was tried',
    who: developer,
    minutes: 5,
  }),
  'page-budget': statement({
    text: 'Public pages stay inside the weight and timing budget',
    proof: 'Link to the measurement',
    who: developer,
    minutes: 3,
  }),
  'domains-documented': statement({
    text: 'The list of domains, subdomains and redirects is complete and matches what is live',
    proof: 'Link to the list, or who compared it',
    who: founder,
  }),
  'access-transferred': statement({
    text: 'Secrets, monitoring and deploy permission are with the people who run the product from now on',
    proof: 'Per access: from whom, to whom, when',
    who: founder,
    minutes: 5,
    validDays: null,
  }),
  'change-approvers-named': statement({
    text: 'It is written down who approves DNS edits, secret rotation and rollback',
    proof: 'Three names: DNS edits, secret rotation, rollback',
    who: founder,
  }),
  'tls-auto-renews': statement({
    text: 'Certificates of every host renew by themselves',
    proof: 'Which service renews them',
    who: developer,
  }),
  'deploy-is-scripted': statement({
    text: 'A deploy is one click or one script, without anything done by hand on the server',
    proof: 'Link to the script or pipeline',
    who: developer,
  }),
  'rollback-path-exists': statement({
    text: 'There is a way back when a release fails, and it is written down',
    proof: 'Link to the steps, and whether they were rehearsed',
    who: developer,
  }),
  'slow-endpoints-identified': statement({
    text: 'The slow endpoints are known from logs or traces',
    proof: 'The list, or a link to it',
    who: developer,
    minutes: 5,
  }),
  'repeated-queries-reduced': statement({
    text: 'The main pages repeat no query and no API call',
    proof: 'The pages you looked at and with which tool',
    who: developer,
    minutes: 5,
  }),
  'cacheable-responses-cached': statement({
    text: 'What may be cached is cached, and nothing private is',
    proof: 'The rules, or a link to them',
    who: developer,
  }),
  'long-jobs-off-request': statement({
    text: 'Long work runs in a queue and not in the request; or there is none',
    proof: 'The jobs, or "no long work"',
    who: developer,
  }),
  'dependencies-reviewed': statement({
    text: 'No dependency with a known serious flaw is left unreviewed',
    proof: 'Link to the audit, with its date',
    who: developer,
    minutes: 3,
  }),
  'error-tracking-with-context': statement({
    text: 'Exceptions are captured with release, route and user-safe context',
    proof: 'Link to the error tracker',
    who: developer,
  }),
}
