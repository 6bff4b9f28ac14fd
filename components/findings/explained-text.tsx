'use client'

import { Term } from '@/components/ui/term'
import { explainedParts, GLOSSARY } from './glossary'

/** Our own text, with each term of art explained where it comes first. */
export function ExplainedText({ text }: { text: string }) {
  return explainedParts(text).map((part, index) =>
    part.term === undefined ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text never move.
      <Term key={index} explain={GLOSSARY[part.term]}>
        {part.text}
      </Term>
    ),
  )
}
