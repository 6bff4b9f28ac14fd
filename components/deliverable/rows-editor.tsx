'use client'

import { CircleAlert, Plus, Trash2 } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { CELL_CHARACTERS, PART_ROWS } from '@/lib/contracts/deliverable'
import type { Ask, Value } from '@/lib/deliverables/doc'

type RowsEditorProps = {
  ask: Extract<Ask, { form: 'rows' }>
  rows: string[][]
  problem: string | undefined
  onChange: (value: Value) => void
}

/** A table as fields: a block of labelled fields for each row, which also fits a phone. */
export function RowsEditor({ ask, rows, problem, onChange }: RowsEditorProps) {
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const added = useRef(false)
  // The first field of a new row is where the writing goes on.
  useEffect(() => {
    if (added.current) list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus()
    added.current = false
  })
  function set({ row, column, text }: { row: number; column: number; text: string }) {
    onChange(rows.map((cells, index) => (index === row ? cells.with(column, text) : cells)))
  }
  function add() {
    added.current = true
    onChange([...rows, ask.columns.map(() => '')])
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">{ask.question}</p>
      {problem === undefined ? null : (
        <p role="alert" className="flex items-start gap-1.5 text-fail">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">{problem}</span>
        </p>
      )}
      <ul ref={list} className="flex flex-col gap-3">
        {rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; all fields are controlled.
          <li key={row} className="flex flex-col gap-2 rounded-card border p-3">
            <div className="flex items-center justify-between gap-2">
              <p className="text-muted-foreground text-xs">Row {row + 1}</p>
              <Button
                size="icon"
                variant="ghost"
                aria-label={`Remove row ${row + 1}`}
                onClick={() => onChange(rows.toSpliced(row, 1))}
              >
                <Trash2 aria-hidden />
              </Button>
            </div>
            <div className="grid gap-2 sm:grid-cols-2">
              {ask.columns.map(({ label, kind }, column) => (
                <div key={label} className="flex min-w-0 flex-col gap-1">
                  <label htmlFor={`${id}-${row}-${column}`} className="text-xs">
                    {label}
                    <span className="sr-only">, row {row + 1}</span>
                  </label>
                  <Input
                    id={`${id}-${row}-${column}`}
                    dir="auto"
                    autoComplete="off"
                    maxLength={CELL_CHARACTERS}
                    spellCheck={kind !== 'name'}
                    value={cells[column] ?? ''}
                    onChange={(event) => set({ row, column, text: event.target.value })}
                  />
                </div>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {rows.length >= PART_ROWS ? null : (
        <Button size="compact" className="self-start" onClick={add}>
          <Plus aria-hidden />
          Add row
        </Button>
      )}
    </div>
  )
}
