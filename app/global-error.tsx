'use client'

/** The last resort: the frame itself could not be drawn, so this page brings its own. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  return (
    <html lang="en">
      <body>
        <main>
          <h1>Something went wrong on our side</h1>
          <p>Nothing of yours was lost. Try again; if it happens again, tell whoever runs this installation.</p>
          {reference === undefined ? null : <p>Reference: {reference}</p>}
          <button type="button" onClick={() => retry()}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
