import type { Metadata } from 'next'

export const metadata: Metadata = { title: 'About our visits' }

export default function BotPage() {
  return (
    <article className="flex flex-col gap-6">
      <h1 className="font-semibold text-title">Why LaunchReadyBot visited you</h1>
      <p>
        Somebody with an account on this installation of Launch Ready added your domain to a project and asked for an
        audit: they want to know whether the site is ready for launch. Nothing else makes us visit.
      </p>
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold">What we do</h2>
        <ul className="flex list-disc flex-col gap-1 pl-6">
          <li>We look up DNS records, open TLS connections and load pages that any visitor can load.</li>
          <li>We ask for a few well-known file names that should never be public, and read only the first bytes.</li>
          <li>We ask mail servers on port 25 whether they encrypt, and leave before any mail is offered.</li>
          <li>We sign in nowhere, send no form, change nothing, and store no secret we happen to see.</li>
          <li>We ask slowly: a few requests at a time to one host, and a whole audit takes about a minute.</li>
        </ul>
      </section>
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold">How to recognise us</h2>
        <p>Every request names itself, this page, and the audit it belongs to:</p>
        <pre className="whitespace-pre-wrap rounded-card border bg-muted p-3 font-mono text-code [overflow-wrap:anywhere]">
          LaunchReadyBot/&lt;version&gt; (+https://&lt;this installation&gt;/bot; run &lt;id&gt;)
        </pre>
        <p>We never pretend to be a browser, and we do not try to get around a block.</p>
      </section>
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold">How to make it stop</h2>
        <ul className="flex list-disc flex-col gap-1 pl-6">
          <li>
            Publish a TXT record at <code className="font-mono text-code">_launch-ready.your-domain</code> with the text{' '}
            <code className="font-mono text-code">lr1=deny</code>. We ask for it before anything else; it covers every
            name below that domain, for everybody who uses this installation.
          </li>
          <li>Refuse our user agent. The audit then reports that your site refused our checker, and nothing more.</li>
          <li>
            Ask whoever runs this installation to exclude your domain. They can do so with the setting{' '}
            <code className="font-mono text-code">LR_TARGET_DENY</code>; the run id in our user agent tells them who
            asked for the audit.
          </li>
        </ul>
      </section>
    </article>
  )
}
