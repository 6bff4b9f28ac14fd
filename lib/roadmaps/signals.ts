export type Signal = {
  /** The symptom, as a sentence. */
  text: string
  /** Asked where no check can see it; "yes" means that the symptom is absent. */
  question: string
}

/** Symptoms that a stage is not really done; checks raise them, people answer for the rest. */
export const signals = {
  'production-unexplainable': {
    text: 'Nobody can say in under 60 seconds where production lives and how users reach it',
    question: 'Can somebody on your team say in under 60 seconds where production lives and how users reach it?',
  },
  'login-mail-to-spam': {
    text: 'Sign-in or reset mail may land in spam because the domain is not authenticated',
    question: 'Do sign-in and reset emails arrive in the inbox of Gmail and Outlook?',
  },
  'refresh-changes-homepage': {
    text: 'A refresh changes the homepage because cache headers disagree',
    question: 'Does the homepage stay the same when you refresh it?',
  },
  'unthrottled-auth': {
    text: 'A bot can hammer signup or login',
    question: 'Are signup and login slowed down after many tries?',
  },
  'prod-keys-in-chat': {
    text: 'Someone can paste production credentials into chat to get a quick fix',
    question: 'Is production access limited to people who never share keys in chat?',
  },
  'logs-leak': {
    text: 'Logs show customer emails, tokens or webhook signatures',
    question: 'Are your logs free of customer emails, tokens and webhook signatures?',
  },
  'works-only-locally': {
    text: 'Fine locally, broken after a deploy because build and run-time variables differ',
    question: 'Does every release behave the same after the deploy as on your machine?',
  },
  'migration-outage': {
    text: 'One bad migration can take onboarding or billing down for hours',
    question: 'Can a bad migration be undone without an outage?',
  },
  'learn-from-customers': {
    text: 'You hear about downtime from a post or a refund request',
    question: 'Do you learn about downtime before your customers do?',
  },
  'p95-over-limit': {
    text: 'Critical endpoints exceed 500 to 800 ms under normal load unnoticed',
    question: 'Do you know that your critical endpoints answer within 500 to 800 ms?',
  },
  'dashboard-timeouts': {
    text: 'Dashboards time out on imports or when several automations run',
    question: 'Do dashboards stay usable during imports and automations?',
  },
  'webhook-pileup': {
    text: 'Webhook retries pile up because the jobs behind them cannot keep up',
    question: 'Do the jobs behind your webhooks keep up?',
  },
  'outage-layer-unclear': {
    text: 'Nobody can tell whether an outage came from DNS, edge, app server or email',
    question: 'Can you tell which layer an outage comes from?',
  },
  'every-change-a-ticket': {
    text: 'Each small change becomes a support request because nothing is written down',
    question: 'Can your team make small changes without asking whoever set it up?',
  },
  'dns-broken-after-traffic': {
    text: 'DNS records are found broken after traffic was sent',
    question: 'Were your DNS records checked before traffic was sent?',
  },
  'prod-needs-local-env': {
    text: 'Production depends on a local .env file',
    question: "Does production run without a file from somebody's laptop?",
  },
  'one-url-variant-works': {
    text: 'The app works only on one spelling of its URL',
    question: 'Does every spelling of your address reach the app?',
  },
  'reset-mail-to-spam': {
    text: 'Password reset emails land in spam',
    question: 'Do password reset emails arrive in the inbox?',
  },
  'certificate-warnings': {
    text: 'Users see certificate warnings',
    question: 'Do all your hosts open without a certificate warning?',
  },
  'duplicate-urls-split-analytics': {
    text: 'Marketing traffic lands on duplicate URLs that split analytics',
    question: 'Does all marketing traffic end on one address?',
  },
  'manual-ssh-fixes': {
    text: 'A deploy needs manual fixes over SSH',
    question: 'Do deploys finish without anybody fixing things on the server?',
  },
  'missing-env-blank-screen': {
    text: 'A missing variable causes a blank screen at run time',
    question: 'Is a missing variable noticed before users see a blank screen?',
  },
  'migration-locks-tables': {
    text: 'A migration locks tables during business hours',
    question: 'Do migrations run without locking busy tables?',
  },
  'slow-dashboards': {
    text: 'Dashboard pages take 2 to 5 seconds in normal use',
    question: 'Do dashboard pages open in under 2 seconds?',
  },
  'p95-over-500-unjustified': {
    text: 'Common reads exceed a p95 of 500 ms without a written reason',
    question: 'Is every read that is slower than 500 ms at p95 explained in writing?',
  },
  'query-storms': {
    text: 'One request triggers many expensive queries',
    question: 'Do your pages get by without long chains of queries?',
  },
  'noisy-client': {
    text: 'One noisy client can hammer the API without limits',
    question: 'Is each client of your API limited?',
  },
  'cors-untested': {
    text: 'Requests fail from production domains because CORS was never tested',
    question: 'Was the API tested from the production domains?',
  },
  'nobody-owns-the-fix': {
    text: 'Something breaks and nobody knows whose job it is to fix it',
    question: 'Does every alert have one named owner?',
  },
} as const satisfies Record<string, Signal>
