'use client'

import { derivedOf } from '@/components/data/derived'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { Fix, FixSnippet } from '@/lib/engine/finding'
import { visibleText } from '@/lib/format/visible-text'
import { seenFirst } from '@/lib/roadmaps/seen-providers'
import { CodeBlock } from './code-block'
import { RecordToPublish } from './record-to-publish'

function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <ol className="flex list-decimal flex-col gap-1.5 pl-6 marker:text-muted-foreground">
      {steps.map((step) => (
        <li key={step} className="pl-1 [overflow-wrap:anywhere]">
          <bdi>{visibleText(step)}</bdi>
        </li>
      ))}
    </ol>
  )
}

function Snippet({ snippet }: { snippet: FixSnippet }) {
  return <CodeBlock code={snippet.code} label={`Snippet, ${snippet.lang}`} title={snippet.file ?? snippet.lang} />
}

/** The steps for whatever is not a named provider, with the configuration they speak of. */
function Plain({ fix }: { fix: Fix }) {
  return (
    <>
      <Steps steps={fix.steps} />
      {fix.snippet === undefined ? null : <Snippet snippet={fix.snippet} />}
    </>
  )
}

/** The exact change: numbered steps per provider, the one that was seen first, then everything that can be copied. */
export function FixPanel({ fix }: { fix: Fix }) {
  const place = usePlace()
  const state = derivedOf(useProjectState(place.project))
  const variants = seenFirst(fix.variants ?? [], state)
  const [first] = variants
  return (
    <div className="flex flex-col gap-4">
      {first === undefined ? (
        <Plain fix={fix} />
      ) : (
        <Tabs defaultValue={first.provider} className="flex flex-col gap-3">
          <TabsList aria-label="Steps for your provider" className="self-start">
            {variants.map(({ provider }) => (
              <TabsTrigger key={provider} value={provider}>
                {provider}
              </TabsTrigger>
            ))}
            <TabsTrigger value="other">Other</TabsTrigger>
          </TabsList>
          {variants.map(({ provider, steps, snippet }) => (
            <TabsContent key={provider} value={provider} className="flex flex-col gap-3">
              <Steps steps={steps} />
              {snippet === undefined ? null : <Snippet snippet={snippet} />}
            </TabsContent>
          ))}
          <TabsContent value="other" className="flex flex-col gap-3">
            <Plain fix={fix} />
          </TabsContent>
        </Tabs>
      )}
      {(fix.records ?? []).map((record) => (
        <RecordToPublish key={`${record.type} ${record.name} ${record.value}`} record={record} />
      ))}
    </div>
  )
}
