'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { keys } from '@/components/data/keys'
import { commentsOptions } from '@/components/data/options'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { ForeignText } from '@/components/ui/foreign-text'
import { Textarea } from '@/components/ui/textarea'
import { Ago } from '@/components/ui/time'
import type { CommentDto } from '@/lib/contracts/decisions'
import type { MemberDto } from '@/lib/contracts/member'
import { can } from '@/lib/contracts/permissions'
import { problemOf, useMembers } from './use-decision'

/** Members whose name stands in the text behind an @, longest names first so that "Ana" is not found in "Ana Silva". */
function mentionedIn(body: string, members: readonly MemberDto[]): string[] {
  let rest = body.toLocaleLowerCase('en')
  const named = members
    .flatMap(({ id, name, email }) =>
      [name ?? email, email].map((word) => ({ id, word: `@${word.toLocaleLowerCase('en')}` })),
    )
    .toSorted((left, right) => right.word.length - left.word.length)
  const found = new Set<string>()
  for (const { id, word } of named) {
    if (!rest.includes(word)) continue
    found.add(id)
    rest = rest.replaceAll(word, ' ')
  }
  return [...found]
}

/** What people say about one finding. */
export function Discussion({ fingerprint }: { fingerprint: string }) {
  const { project, self } = usePlace()
  const { data, error } = useQuery(commentsOptions({ projectId: project, fingerprint }))
  const comments = data?.comments ?? []
  return (
    <section aria-label="Discussion" className="flex flex-col gap-3">
      {error === null ? null : <p role="alert">The discussion could not be loaded. {messageOf(error)}</p>}
      {comments.length === 0 ? null : (
        <ul className="flex flex-col gap-3">
          {comments.map((comment) => (
            <Said key={comment.id} comment={comment} fingerprint={fingerprint} />
          ))}
        </ul>
      )}
      {self !== undefined && can(self.role, 'triage.update') ? <Say fingerprint={fingerprint} /> : null}
    </section>
  )
}

function useCommentChange<Input>(fingerprint: string, send: (projectId: string, input: Input) => Promise<unknown>) {
  const { project } = usePlace()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => send(project, input),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.comments(project, fingerprint) }),
  })
}

function Said({ comment, fingerprint }: { comment: CommentDto; fingerprint: string }) {
  const { self } = usePlace()
  const remove = useCommentChange(fingerprint, (projectId) =>
    call(endpoints.deleteComment, { params: { projectId, commentId: comment.id } }),
  )
  const mayRemove = self !== undefined && (comment.authorId === self.userId || can(self.role, 'waiver.write'))
  return (
    <li className="flex flex-col gap-1 border-l-2 pl-3">
      <p className="flex flex-wrap items-center gap-x-2 text-muted-foreground text-xs">
        <ForeignText text={comment.author} className="font-medium text-foreground" />
        <Ago at={comment.at} />
        {mayRemove ? (
          <Button size="compact" variant="ghost" pending={remove.isPending} onClick={() => remove.mutate(undefined)}>
            Remove
          </Button>
        ) : null}
      </p>
      <p className="whitespace-pre-wrap break-words">
        <ForeignText text={comment.body} />
      </p>
      {remove.error === null ? null : (
        <p role="alert" className="text-fail">
          {messageOf(remove.error)}
        </p>
      )}
    </li>
  )
}

function Say({ fingerprint }: { fingerprint: string }) {
  const members = useMembers()
  const [body, setBody] = useState('')
  const add = useCommentChange(fingerprint, (projectId, text: string) =>
    call(endpoints.addComment, {
      params: { projectId, fingerprint },
      body: { body: text, mentions: mentionedIn(text, members) },
    }),
  )
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    // What was typed stays until it is kept.
    add.mutate(body, { onSuccess: () => setBody('') })
  }
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-2">
      <Field
        label="Comment"
        help="Name a member with @ to address them."
        error={problemOf(add.error, 'body') ?? problemOf(add.error)}
      >
        {(control) => <Textarea {...control} rows={2} value={body} onChange={(event) => setBody(event.target.value)} />}
      </Field>
      <Button type="submit" className="self-start" pending={add.isPending}>
        Comment
      </Button>
    </form>
  )
}
