// What the services can be asked about people: who they are, what they may do, and how they come in.
import type { AgentId, QueueId, RoleId, SessionId } from '../domain/ids.ts'
import type { InvitePurpose } from '../domain/invite.ts'
import type { Permission } from '../domain/permissions.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { Agent, Role } from '../storage/store.ts'
import type { Actor, Doer, Done } from './actor.ts'

export interface SignedIn {
  readonly token: string
  readonly agentId: AgentId
  readonly expiresAt: number
}

export interface SessionCard {
  readonly id: SessionId
  /** Where: "Firefox on Linux". */
  readonly device: string
  readonly createdAt: number
  readonly lastUsedAt: number
  /** The one that asks. */
  readonly isThis: boolean
}

export interface SessionVerbs {
  /** Refused with the field `code` when the password is right and the second factor is asked for. */
  signIn(login: string, password: string, device: string, code?: string): Promise<SignedIn | Refusal>
  /** Signs in without a password: only for the desktop's own window and a one-time link of the host. The first is not on record. */
  admit(
    agentId: AgentId,
    device: string,
    onRecord?: boolean,
  ): Promise<{ readonly token: string; readonly expiresAt: number }>
  actorOf(token: string): Promise<Actor | null>
  actorOfAgent(agentId: AgentId): Promise<Actor | null>
  signOut(token: string, onRecord?: boolean): Promise<void>
  /** Ends the agent's other sessions. `token`: of the session that asks. */
  changePassword(actor: Actor, current: string, next: string, token: string | null): Promise<Done | Refusal>
  /** Those that are good still, the one used last first. */
  list(agentId: AgentId, token: string | null): Promise<readonly SessionCard[]>
  end(doer: Doer, agentId: AgentId, sessionId: SessionId): Promise<Done | Refusal>
  /** All but that of `token`. Resolves with how many. */
  endOthers(doer: Doer, agentId: AgentId, token: string | null): Promise<number>
  /** Calls back when sessions were ended by somebody. Returns how to stop. */
  onEnded(listener: () => void): () => void
}

export interface SecondFactorVerbs {
  /** Null: signing in asks for the password alone. */
  stateOf(agentId: AgentId): Promise<{ readonly since: number; readonly recoveryCodesLeft: number } | null>
  /** A new secret, in force once a code of it was entered. */
  begin(actor: Actor): Promise<{ readonly secret: string; readonly uri: string } | Refusal>
  confirm(actor: Actor, code: string): Promise<{ readonly recoveryCodes: readonly string[] } | Refusal>
  stop(actor: Actor, password: string): Promise<Done | Refusal>
  /** For somebody who lost their phone. */
  reset(doer: Doer, agentId: AgentId): Promise<Done | Refusal>
}

export interface InviteVerbs {
  /** A new one-time link; the agent's earlier one is void. The token is told this once. */
  make(
    doer: Doer,
    agentId: AgentId,
  ): Promise<{ readonly token: string; readonly purpose: InvitePurpose; readonly expiresAt: number } | Refusal>
  withdraw(doer: Doer, agentId: AgentId): Promise<Done | Refusal>
  /** An agent's link that is good still. */
  of(agentId: AgentId): Promise<{ readonly purpose: InvitePurpose; readonly expiresAt: number } | null>
  see(token: string): Promise<
    | {
        readonly agent: Pick<Agent, 'name' | 'login'>
        readonly purpose: InvitePurpose
        readonly expiresAt: number
        readonly asksCode: boolean
      }
    | Refusal
  >
  accept(
    token: string,
    input: { readonly name: string; readonly password: string; readonly code?: string },
    device: string,
  ): Promise<SignedIn | Refusal>
}

export interface AgentInput {
  readonly login: string
  readonly name: string
  /** Null: they choose it themselves, by a one-time link. */
  readonly password: string | null
  readonly roleIds: readonly RoleId[]
  readonly queueIds: readonly QueueId[]
  readonly chatLimit: number | null
}

/** An agent that is a program: it signs in with access tokens alone. */
export interface BotInput {
  readonly name: string
  readonly roleIds: readonly RoleId[]
  readonly queueIds: readonly QueueId[]
  readonly chatLimit: number | null
  /** The program that makes it; null: a new one. All its tokens are of this program. */
  readonly clientId: string | null
}

export interface AgentChange {
  readonly login?: string
  readonly name?: string
  readonly password?: string
  readonly roleIds?: readonly RoleId[]
  readonly chatLimit?: number | null
  readonly deactivated?: boolean
}

export interface AgentVerbs {
  list(): Promise<readonly AgentCard[]>
  get(id: AgentId): Promise<AgentCard | null>
  create(doer: Doer, input: AgentInput): Promise<AgentCard | Refusal>
  createBot(doer: Doer, input: BotInput): Promise<AgentCard | Refusal>
  /** `token`: of the session that asks, which a new password of one's own does not end. */
  update(actor: Actor, id: AgentId, change: AgentChange, token?: string | null): Promise<AgentCard | Refusal>
}

export interface AgentCard {
  readonly agent: Agent
  readonly connected: boolean
  readonly load: number
  readonly limit: number
}

export interface RoleInput {
  readonly name: string
  readonly permissions: readonly Permission[]
}

export interface RoleVerbs {
  list(): Promise<readonly Role[]>
  create(doer: Doer, input: RoleInput): Promise<Role | Refusal>
  /** With a `version`, refused when somebody changed it since. */
  update(doer: Doer, id: RoleId, change: Partial<RoleInput>, version?: number): Promise<Role | Refusal>
  /** Refused while somebody or a queue has it. */
  remove(doer: Doer, id: RoleId): Promise<Done | Refusal>
}
