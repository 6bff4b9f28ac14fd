import type { ReactNode } from 'react'

/** Shapes in a box of 24, drawn with lines: the page they stand on loads nothing. */
const SHAPES: Readonly<Record<string, ReactNode>> = {
  pass: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="m8.5 12.5 2.5 2.5 5-5.5" />
    </>
  ),
  warn: (
    <>
      <path d="M12 3 1.8 20.5h20.4Z" />
      <path d="M12 9.5v5M12 17.6v.1" />
    </>
  ),
  fail: (
    <>
      <path d="M8 2h8l6 6v8l-6 6H8l-6-6V8Z" />
      <path d="m9 9 6 6M15 9l-6 6" />
    </>
  ),
  unknown: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="M9.2 9.2a3 3 0 1 1 4.6 2.6c-1 .6-1.8 1.2-1.8 2.4M12 17.4v.1" />
    </>
  ),
  waived: (
    <>
      <path d="M12 2 4 5v7c0 5 3.5 8 8 10 4.5-2 8-5 8-10V5Z" />
      <path d="M8.5 12h7" />
    </>
  ),
}

export type ShareTone = 'pass' | 'warn' | 'fail' | 'unknown' | 'waived'

/** A status drawn; the word beside it says the same. */
export function ShareIcon({ tone }: { tone: ShareTone }) {
  return (
    <svg
      className={`sh-icon sh-${tone}`}
      viewBox="0 0 24 24"
      width="20"
      height="20"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[tone]}
    </svg>
  )
}
