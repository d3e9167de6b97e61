// The contract's shapes as types, for screens: nothing here exists at run time.
import type { z } from 'zod'
import type { accessToken } from './contract/access-tokens.ts'
import type { chatAction } from './contract/actions.ts'
import type { auditEntry } from './contract/audit.ts'
import type { caseSummary, caseView } from './contract/cases.ts'
import type { chatWebhook, followingProgram } from './contract/chat-webhooks.ts'
import type {
  candidate,
  contactNote,
  contactPage,
  heldBackups,
  mergedContact,
  timelinePage,
} from './contract/contacts.ts'
import type { contentToSend, messageContent } from './contract/message-content.ts'
import type { ownField } from './contract/own-fields.ts'
import type { agentAccess, inviteLink } from './contract/people.ts'
import type { dryRun, process, processProblem, processSecret, processSummary } from './contract/processes.ts'
import type { offeredPage, relayStatus } from './contract/relay.ts'
import type { agentForm, runSummary } from './contract/runs.ts'
import type { sessionCard } from './contract/session.ts'
import type { systemSettings } from './contract/settings.ts'
import type { setupPreview } from './contract/setup.ts'
import type { delivery, webhook } from './contract/webhooks.ts'
import type * as s from './shapes.ts'

export type ChatSummary = z.infer<typeof s.chatSummary>
export type MessageView = z.infer<typeof s.message>
export type ContentView = z.infer<typeof messageContent>
export type ContentToSend = z.infer<typeof contentToSend>
export type AttachmentView = z.infer<typeof s.attachment>
export type ConversationView = z.infer<typeof s.conversation>
export type ChatHeading = z.infer<typeof s.chatHeading>
export type ContactView = z.infer<typeof s.contact>
export type DecisionView = z.infer<typeof s.decision>
export type AgentView = z.infer<typeof s.agent>
export type RoleView = z.infer<typeof s.role>
export type AgentAccess = z.infer<typeof agentAccess>
export type InviteLink = z.infer<typeof inviteLink>
export type AccessTokenView = z.infer<typeof accessToken>
export type SessionView = z.infer<typeof sessionCard>
export type QueueView = z.infer<typeof s.queue>
export type ChannelView = z.infer<typeof s.channel>
export type HealthView = z.infer<typeof s.health>
export type CannedReplyView = z.infer<typeof s.cannedReply>
export type SettingsView = z.infer<typeof systemSettings>
export type OfferedPageView = z.infer<typeof offeredPage>
export type RelayStatusView = z.infer<typeof relayStatus>
export type PresenceView = z.infer<typeof s.presence>
export type Me = z.infer<typeof s.me>
export type SearchHitView = z.infer<typeof s.searchHit>
export type AuditEntryView = z.infer<typeof auditEntry>
export type SetupPreviewView = z.infer<typeof setupPreview>
export type Followed = z.infer<typeof s.followed>
export type ChatActionView = z.infer<typeof chatAction>
export type ProcessSummaryView = z.infer<typeof processSummary>
export type ProcessView = z.infer<typeof process>
export type ProcessProblemView = z.infer<typeof processProblem>
export type ProcessSecretView = z.infer<typeof processSecret>
export type DryRunView = z.infer<typeof dryRun>
export type RunView = z.infer<typeof runSummary>
export type AgentFormView = z.infer<typeof agentForm>
export type CaseSummary = z.infer<typeof caseSummary>
export type CaseView = z.infer<typeof caseView>
export type ChatWebhookView = z.infer<typeof chatWebhook>
export type FollowingProgramView = z.infer<typeof followingProgram>
export type WebhookView = z.infer<typeof webhook>
export type DeliveryView = z.infer<typeof delivery>
export type ContactPageView = z.infer<typeof contactPage>
export type ContactNoteView = z.infer<typeof contactNote>
export type MergedContactView = z.infer<typeof mergedContact>
export type TimelinePageView = z.infer<typeof timelinePage>
export type CandidateView = z.infer<typeof candidate>
export type HeldBackupsView = z.infer<typeof heldBackups>
export type OwnFieldView = z.infer<typeof ownField>
