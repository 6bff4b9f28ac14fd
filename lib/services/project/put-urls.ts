import type { Context } from '../../auth/actor'
import type { ProjectDto } from '../../contracts/project'
import type { UrlDto } from '../../contracts/target'
import { changeProject } from './change-project'
import { refuseForeignUrls, refuseTwins } from './internal'
import { writeUrls } from './put-parts'

/** Replaces the key addresses; each must lie on a host of the project. */
export async function putUrls(context: Context, projectId: string, urls: readonly UrlDto[]): Promise<ProjectDto> {
  refuseTwins(
    'urls',
    urls.map(({ url, purpose }) => `${purpose} ${url}`),
  )
  return changeProject(context, projectId, {
    action: 'project.urls',
    // A query may carry a token; the log keeps where the address leads, not what it says.
    describe: ({ target }) =>
      target.urls.map(({ url, purpose }) => ({ url: new URL(url).origin + new URL(url).pathname, purpose })),
    write: async (tx, before) => {
      refuseForeignUrls(urls, before.target.hosts)
      await writeUrls(tx, { workspaceId: context.workspaceId, projectId }, urls)
    },
  })
}
