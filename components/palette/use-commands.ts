'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { derivedOf } from '@/components/data/derived'
import { keys } from '@/components/data/keys'
import { projectsOptions } from '@/components/data/options'
import { sentenceOf } from '@/components/findings/words'
import { clickNear } from '@/components/frame/shortcut-actions'
import { useThemeChoice } from '@/components/frame/theme-choice'
import { useCopyShareLink } from '@/components/share/use-copy-share-link'
import type { ProjectStateDto } from '@/lib/contracts/project'
import { visibleText } from '@/lib/format/visible-text'
import { deliverables } from '@/lib/roadmaps/deliverables'
import { roadmaps } from '@/lib/roadmaps/roadmap'
import { routes } from '@/lib/routes'
import type { Command } from './rank'

export type Runnable = Command & { run: () => void }

export type PalettePlace = { workspace: string; workspaceId: string | undefined; project: string | undefined }

/** Everything that can be reached or done from here by typing. */
export function useCommands({ workspace, workspaceId, project }: PalettePlace, typed: string): Runnable[] {
  const router = useRouter()
  const client = useQueryClient()
  const [, setTheme] = useThemeChoice()
  const copyLink = useCopyShareLink()
  const search = typed.trim().slice(0, 60)
  const projects = useQuery({
    ...projectsOptions({ workspaceId: workspaceId ?? '', search }),
    enabled: workspaceId !== undefined,
    placeholderData: (held) => held,
  })
  const go = (id: string, label: string, route: Parameters<typeof router.push>[0], words = ''): Runnable => ({
    id,
    group: 'Go to',
    label,
    words,
    run: () => router.push(route),
  })
  const state = project === undefined ? undefined : client.getQueryData<ProjectStateDto>(keys.projectState(project))
  const commands: Runnable[] = []
  if (project !== undefined) {
    const place = { workspace, project }
    commands.push(
      go('overview', 'Overview', routes.project(place)),
      go('blockers', 'Launch blockers', routes.blockers(place)),
      go('prove', 'Help us prove it', routes.prove(place), 'questions confirm'),
      go('documents', 'Documents', routes.documents(place), 'deliverables completeness'),
      go('handover', 'Handover', routes.handover(place), 'checklist approvers'),
      go('compare', 'Before and after', routes.compare(place), 'compare history'),
      go('share', 'Share', routes.share(place), 'links client'),
      go('pack', 'Handover pack', routes.pack(place), 'pdf zip download'),
      go('settings', 'Project settings', routes.projectSettings(place), 'hosts addresses senders'),
      {
        id: 'run',
        group: 'Actions',
        label: 'Run audit',
        run: () => {
          if (!clickNear('[data-run-audit]')) router.push(routes.project(place))
        },
      },
      { id: 'recheck', group: 'Actions', label: 'Re-check', run: () => void clickNear('[data-recheck]') },
      {
        id: 'assign',
        group: 'Actions',
        label: 'Assign owner',
        words: 'give to',
        run: () => {
          if (!clickNear('[data-assign]')) router.push(routes.blockers(place))
        },
      },
      {
        id: 'copy-share',
        group: 'Actions',
        label: 'Copy share link',
        words: 'client',
        run: () => void copyLink(place),
      },
      { id: 'copy-fix', group: 'Actions', label: 'Copy the fix', run: () => void clickNear('[data-copy]') },
    )
    if (state !== undefined) commands.push(...ofProject(state, { place, go }))
  }
  commands.push(
    go('projects', 'Projects', routes.projects(workspace)),
    go('mine', 'My items', routes.myItems(workspace)),
    go('activity', 'Activity', routes.activity(workspace)),
    go('members', 'Members', routes.members(workspace), 'invite roles'),
    go('workspace', 'Workspace settings', routes.workspaceSettings(workspace)),
    go('account', 'Account and sessions', routes.account(), 'sign out'),
    go('catalogue', 'What we check', routes.checkDocs()),
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      id: `theme-${theme}`,
      group: 'Actions',
      label: `Theme: ${theme}`,
      run: () => setTheme(theme),
    })),
    ...(projects.data?.items ?? []).slice(0, 8).map(({ id, name, displayDomain }) => ({
      id: `project-${id}`,
      group: 'Projects',
      label: visibleText(name),
      words: displayDomain,
      run: () => router.push(routes.project({ workspace, project: id })),
    })),
  )
  return commands
}

type Go = (id: string, label: string, route: ReturnType<typeof routes.home>, words?: string) => Runnable

function ofProject(
  data: ProjectStateDto,
  { place, go }: { place: { workspace: string; project: string }; go: Go },
): Runnable[] {
  const { stages } = roadmaps[data.project.roadmap]
  const state = derivedOf(data)
  return [
    ...stages.map((stage, index) =>
      go(`stage-${stage.id}`, `Stage ${index + 1}, ${stage.title}`, routes.stage({ ...place, stage: stage.id })),
    ),
    ...[...new Set(stages.flatMap((stage) => stage.deliverables))].map((id) =>
      go(
        `document-${id}`,
        deliverables[id].title,
        routes.document({ ...place, deliverable: id }),
        'document deliverable',
      ),
    ),
    ...Object.values(state.checks)
      .filter(({ meta }) => meta !== undefined)
      .map((check) => ({
        ...go(
          `check-${check.id}`,
          visibleText(sentenceOf(check)),
          routes.check({ ...place, check: check.id }),
          check.id,
        ),
        group: 'Checks',
      })),
  ]
}
