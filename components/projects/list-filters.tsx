import Link from 'next/link'
import type { ProjectListFilter } from '@/components/data/options'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { FormSelect } from '@/components/ui/select'
import type { ClientDto } from '@/lib/contracts/client'
import type { MemberDto } from '@/lib/contracts/member'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'
import { isNarrowed, MAX_SEARCH, writeListFilter } from './list-filter'

const VERDICTS = [
  { value: '', label: 'Verdict: all' },
  { value: 'blocked', label: 'NO-GO' },
  { value: 'unproven', label: 'NO-GO for now' },
  { value: 'known-risks', label: 'GO, with known risks' },
  { value: 'clear', label: 'GO' },
  { value: 'unchecked', label: 'Not checked yet' },
] as const

const ORDERS = [
  { value: 'created', label: 'Newest first' },
  { value: 'name', label: 'By name' },
  { value: 'launch', label: 'Next launch first' },
  { value: 'checked', label: 'Last checked first' },
] as const

type ListFiltersProps = {
  workspace: string
  filter: ProjectListFilter
  clients: readonly ClientDto[]
  /** Whom work can be given to. */
  workers: readonly MemberDto[]
}

/** A plain form: what is chosen lives in the address and works before any script has loaded. */
export function ListFilters({ workspace, filter, clients, workers }: ListFiltersProps) {
  const choices = [
    { value: '', label: 'Client: all' },
    { value: 'none', label: 'No client' },
    ...clients.map(({ id, name }) => ({ value: id, label: visibleText(name) })),
  ]
  const owners = [
    { value: '', label: 'Owner: all' },
    ...workers.map(({ id, name, email }) => ({ value: id, label: visibleText(name ?? email) })),
  ]
  return (
    <search>
      <form
        // Fields keep what was typed in them; another address means other values.
        key={writeListFilter(filter)}
        method="get"
        action={routes.projects(workspace)}
        className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap"
      >
        <Input
          name="q"
          type="search"
          defaultValue={filter.search ?? ''}
          maxLength={MAX_SEARCH}
          aria-label="Search projects"
          placeholder="Search"
          className="col-span-2 w-full sm:w-56"
        />
        {clients.length === 0 ? null : (
          <FormSelect
            name="client"
            label="Client"
            value={filter.client ?? ''}
            options={choices}
            className="w-full sm:w-44"
          />
        )}
        <FormSelect
          name="verdict"
          label="Verdict"
          value={filter.verdict ?? ''}
          options={VERDICTS}
          className="w-full sm:w-44"
        />
        {workers.length < 2 && filter.owner === undefined ? null : (
          <FormSelect
            name="owner"
            label="Owner"
            value={filter.owner ?? ''}
            options={owners}
            className="w-full sm:w-44"
          />
        )}
        {filter.shows === 'archived' ? <input type="hidden" name="shows" value="archived" /> : null}
        <FormSelect name="sort" label="Order" value={filter.sort} options={ORDERS} className="w-full sm:w-44" />
        <Button type="submit">Show</Button>
        {isNarrowed(filter) ? (
          <Button asChild variant="ghost">
            <Link href={routes.projects(workspace, writeListFilter({ shows: filter.shows, sort: filter.sort }))}>
              Clear filters
            </Link>
          </Button>
        ) : null}
      </form>
    </search>
  )
}
