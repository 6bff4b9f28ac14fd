import { type APIRequestContext, expect } from '@playwright/test'
import { FOUNDER } from './account'

type Workspace = { id: string; slug: string }
type Target = Record<string, unknown> & { domain: string }
type Example = { id: string; title: string; roadmap: string; target: Target }
export type Project = { id: string; name: string; workspaceSlug: string }
type AuditedProject = Project & { runId: string }

/** What the tests ask of the product before and around a flow, over the same interface the pages use. */
export class Api {
  private readonly read = new Map<string, Promise<AuditedProject>>()

  constructor(
    private readonly request: APIRequestContext,
    private readonly origin: string,
  ) {}

  private headers() {
    return { origin: this.origin }
  }

  async workspace(): Promise<Workspace> {
    const { items } = await (await this.request.get('/api/v1/workspaces')).json()
    return items[0]
  }

  async examples(): Promise<Example[]> {
    return (await (await this.request.get('/api/v1/example-sites')).json()).items
  }

  /** The example site full of mistakes, or the healthy one. */
  async example(kind: 'brittle' | 'steady'): Promise<Example> {
    const found = (await this.examples()).find(({ target }) => target.domain.startsWith(kind))
    if (found === undefined) throw new Error(`This server offers no ${kind} example site`)
    return found
  }

  async projects(): Promise<{ id: string; name: string }[]> {
    const { id } = await this.workspace()
    return (await (await this.request.get(`/api/v1/workspaces/${id}/projects?limit=100`)).json()).items
  }

  async removeProject(name: string): Promise<void> {
    for (const project of await this.projects()) {
      if (project.name !== name) continue
      const remove = () =>
        this.request.delete(`/api/v1/projects/${project.id}`, { data: { name }, headers: this.headers() })
      let answer = await remove()
      if (answer.status() === 403) {
        await this.confirmIdentity()
        answer = await remove()
      }
      expect(answer.status(), await answer.text()).toBe(200)
    }
  }

  /** Some time after signing in, deleting wants the password again. */
  private async confirmIdentity(): Promise<void> {
    const { password } = FOUNDER
    const answer = await this.request.post('/api/v1/session/confirm', { data: { password }, headers: this.headers() })
    expect(answer.status(), await answer.text()).toBe(200)
  }

  async removeAllProjects(): Promise<void> {
    this.read.clear()
    for (const { name } of await this.projects()) await this.removeProject(name)
  }

  /** A project on an example site under a name of its own; one left by an earlier try goes first. */
  async createProject(kind: 'brittle' | 'steady', name: string): Promise<Project> {
    await this.removeProject(name)
    const { roadmap, target } = await this.example(kind)
    const { id } = await this.workspace()
    const answer = await this.request.post(`/api/v1/workspaces/${id}/projects`, {
      data: { ...target, name, roadmap },
      headers: this.headers(),
    })
    expect(answer.status(), await answer.text()).toBe(201)
    return answer.json()
  }

  async startRun(projectId: string): Promise<{ id: string }> {
    const answer = await this.request.post(`/api/v1/projects/${projectId}/runs`, {
      data: { scope: { kind: 'full' } },
      headers: this.headers(),
    })
    expect([200, 202], await answer.text()).toContain(answer.status())
    return answer.json()
  }

  /** Takes back what an earlier try proved of a name. */
  async revokeOwnership(projectId: string, name: string): Promise<void> {
    for (const proof of [{ method: 'dns' }, { method: 'file', origin: `https://${name}` }]) {
      const answer = await this.request.delete(`/api/v1/projects/${projectId}/ownership`, {
        data: { name, ...proof },
        headers: this.headers(),
      })
      expect(answer.status(), await answer.text()).toBe(200)
    }
  }

  /** Waits until a run has ended; answers how. */
  async runEnd(runId: string): Promise<string> {
    let status = 'queued'
    await expect
      .poll(
        async () => {
          status = (await (await this.request.get(`/api/v1/runs/${runId}`)).json()).status
          return status
        },
        { timeout: 60_000, intervals: [500] },
      )
      .not.toMatch(/queued|running/)
    return status
  }

  /** Waits until a run has a result of one check. */
  async resultOf(runId: string, checkId: string): Promise<void> {
    const checked = async (): Promise<string[]> => {
      const { results } = await (await this.request.get(`/api/v1/runs/${runId}`)).json()
      return results.map((result: { checkId: string }) => result.checkId)
    }
    await expect.poll(checked, { timeout: 90_000, intervals: [500] }).toContain(checkId)
  }

  /** A project that was audited once. */
  async auditedProject(kind: 'brittle' | 'steady', name: string): Promise<AuditedProject> {
    const project = await this.createProject(kind, name)
    const run = await this.startRun(project.id)
    expect(await this.runEnd(run.id)).toBe('finished')
    return { ...project, runId: run.id }
  }

  /** A project that was audited once, shared by the tests that only read. */
  readProject(kind: 'brittle' | 'steady'): Promise<AuditedProject> {
    const known = this.read.get(kind)
    if (known !== undefined) return known
    const made = this.auditedProject(kind, `Only read, ${kind}`)
    this.read.set(kind, made)
    // A try that failed is no answer for the next test.
    made.catch(() => this.read.delete(kind))
    return made
  }
}
