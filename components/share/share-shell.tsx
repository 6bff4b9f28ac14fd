import type { ReactNode } from 'react'
import { SHARE_SCRIPT, SHARE_STYLES } from '@/lib/routes'

type ShareShellProps = {
  children: ReactNode
  /** What the script of the page watches; without it the page has none. */
  watch?: { state: string; revision: string }
}

/**
 * The whole document around a shared page. Its title says nothing: chats show it to everybody a link is posted to.
 */
export function ShareShell({ children, watch }: ShareShellProps) {
  return (
    <html lang="en">
      {/* biome-ignore lint/style/noHeadElement: this is the whole document, made outside of the framework's pages */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>Shared page</title>
        <link rel="icon" href={ICON} />
        <link rel="stylesheet" href={SHARE_STYLES} />
        {watch === undefined ? null : <script src={SHARE_SCRIPT} defer />}
      </head>
      <body className="sh-page" data-state={watch?.state} data-revision={watch?.revision}>
        <main className="sh-main">{children}</main>
      </body>
    </html>
  )
}

const ICON = '/icon.svg'

/** Where the script says that newer results exist. */
export function ShareNews() {
  return <p role="status" data-news="" className="sh-tools sh-news" />
}

/** Ways to keep the page. Printing needs the script, so its button stays hidden without one. */
export function ShareTools({ pdf }: { pdf: string }) {
  return (
    <div className="sh-tools">
      <button type="button" className="sh-button" data-print="" hidden>
        Print
      </button>
      <a className="sh-button" href={pdf}>
        Download PDF
      </a>
    </div>
  )
}
