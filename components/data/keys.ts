/** The names of everything in the cache, from the general to the particular. */
export const keys = {
  projects: (workspaceId: string) => ['projects', workspaceId] as const,
  projectSearch: (workspaceId: string, search: string) => ['projects', workspaceId, search] as const,
  projectList: (workspaceId: string, filter: object) => ['projects', workspaceId, 'list', filter] as const,
  clients: (workspaceId: string) => ['clients', workspaceId] as const,
  project: (projectId: string) => ['project', projectId] as const,
  projectItself: (projectId: string) => ['project', projectId, 'itself'] as const,
  projectState: (projectId: string) => ['project', projectId, 'state'] as const,
  handover: (projectId: string) => ['project', projectId, 'handover'] as const,
  /** Apart from the project: who looks changes nothing of it. */
  presence: (projectId: string) => ['presence', projectId] as const,
  runs: (projectId: string) => ['project', projectId, 'runs'] as const,
  checkHistory: (projectId: string, checkId: string) => ['project', projectId, 'check', checkId] as const,
  run: (runId: string) => ['run', runId] as const,
  evidence: (runId: string, key: string) => ['run', runId, 'evidence', key] as const,
  members: (workspaceId: string) => ['members', workspaceId] as const,
  comments: (projectId: string, fingerprint: string) => ['project', projectId, 'comments', fingerprint] as const,
  activity: (workspaceId: string, filter: object) => ['activity', workspaceId, filter] as const,
  compare: (projectId: string, from: string | undefined, to: string | undefined) =>
    ['project', projectId, 'compare', from ?? 'first', to ?? 'now'] as const,
  sessions: () => ['sessions'] as const,
} as const
