'use client'

import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/clock'
import { cn } from '@/components/ui/cn'
import { CopyButton } from '@/components/ui/copy-button'
import { ForeignText } from '@/components/ui/foreign-text'
import type { ShareLinkDto } from '@/lib/contracts/share'
import { count } from '@/lib/format/count'
import { formatDay } from '@/lib/format/time'
import { visibleText } from '@/lib/format/visible-text'
import { STATE_TEXT, showsText, wayInText } from './link-words'
import { RevokeLink } from './revoke-link'
import { ViewsDialog } from './views-dialog'

type LinkRowProps = { link: ShareLinkDto; canManage: boolean; onEdit: () => void }

/** One link: what it shows, how it is opened, how often it was, and what can be done with it. */
export function LinkRow({ link, canManage, onEdit }: LinkRowProps) {
  const now = useNow()
  const name = visibleText(link.name)
  const isActive = link.state === 'active'
  const wayIn = wayInText(link)
  const expires = formatDay({ at: Date.parse(link.expiresAt), now })
  return (
    <li
      className={cn(
        'grid items-center gap-x-4 gap-y-2 border-t px-4 py-3 first:border-t-0 lg:grid-cols-[minmax(0,1fr)_auto_19rem]',
        !isActive && 'text-muted-foreground',
      )}
    >
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="font-medium">
          <ForeignText text={link.name} />
        </p>
        <p className="text-muted-foreground text-xs">{showsText(link, now)}</p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {wayIn === undefined || !isActive ? null : <Badge>{wayIn}</Badge>}
        <Badge className={isActive ? 'text-foreground' : ''}>{STATE_TEXT[link.state]}</Badge>
        {link.state === 'revoked' ? null : (
          <span className="text-muted-foreground text-xs">{isActive ? `until ${expires}` : expires}</span>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-1 max-lg:-mx-2.5">
        <ViewsDialog link={link}>
          <Button size="compact" variant="ghost" aria-label={`${count(link.views, 'view')} of ${name}`}>
            {count(link.views, 'view')}
          </Button>
        </ViewsDialog>
        {link.url === null ? null : <CopyButton text={link.url} label="Copy" isFix={false} />}
        {canManage && isActive ? (
          <>
            <Button size="compact" variant="ghost" aria-label={`Change ${name}`} onClick={onEdit}>
              Change
            </Button>
            <RevokeLink link={link} />
          </>
        ) : null}
      </div>
    </li>
  )
}
