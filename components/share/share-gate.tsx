export type GateTrouble = 'again' | 'email' | 'later'

type ShareGateProps = {
  action: string
  passcode: boolean
  email: boolean
  trouble: GateTrouble | undefined
}

const TROUBLE: Readonly<Record<GateTrouble, string>> = {
  again: 'That did not work. Check it with the person who sent you the link.',
  email: 'Type an email address, such as name@company.com.',
  later: 'That was too often. Wait a few minutes, then try again.',
}

/** What a page asks for before it shows anything: a plain form that works without any script. */
export function ShareGate({ action, passcode, email, trouble }: ShareGateProps) {
  return (
    <form className="sh sh-gate" method="post" action={action}>
      <h1 className="sh-h1">This page is shared with you</h1>
      {trouble === undefined ? null : (
        <p id="trouble" role="alert" className="sh-trouble">
          {TROUBLE[trouble]}
        </p>
      )}
      {email ? (
        <div className="sh-field">
          <label htmlFor="email">Your email</label>
          <input
            id="email"
            name="email"
            type="email"
            autoComplete="email"
            maxLength={254}
            required
            aria-describedby="email-help"
            aria-invalid={trouble === 'email' || undefined}
          />
          <p id="email-help" className="sh-small">
            The sender sees it beside the time of your visit. It is kept for 90 days.
          </p>
        </div>
      ) : null}
      {passcode ? (
        <div className="sh-field">
          <label htmlFor="passcode">Passcode</label>
          <input
            id="passcode"
            name="passcode"
            type="password"
            autoComplete="off"
            maxLength={64}
            required
            aria-invalid={trouble === 'again' || undefined}
          />
        </div>
      ) : null}
      <button type="submit" className="sh-button sh-primary">
        Open page
      </button>
    </form>
  )
}

/** A page that says one thing. */
export function ShareNotice({ title, text }: { title: string; text: string }) {
  return (
    <div className="sh sh-gate">
      <h1 className="sh-h1">{title}</h1>
      <p>{text}</p>
    </div>
  )
}
