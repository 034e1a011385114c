using System.Collections.Concurrent;
using CodeAssist.Core.Spending;
using CodeAssist.Egress.Protocol;
using CodeAssist.Models.Ledger;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Models.Egress;

/// <summary>Records attempts in the audit ledger: one record before anything is sent, one for what became of it.</summary>
/// <remarks>Thread-safe. Disposing waits for the records that are being written.</remarks>
public sealed partial class LedgerRecorder(AuditLedger ledger, ILogger logger) : IAttemptRecorder, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (long Sequence, SpendRequest? Spend)> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _writing = [];

    public async Task<EgressFailure?> BeginAsync(AttemptParams attempt, CallNote note, CancellationToken cancellationToken)
    {
        switch (await RecordAsync(Describe(attempt, note), note.Reason.Spend, cancellationToken))
        {
            case SpendReceipt.Reserved reserved:
                _open[attempt.CallId] = (reserved.Sequence, note.Reason.Spend);
                return null;
            case SpendReceipt.OverBudget over:
                return new EgressFailure(EgressFailureKind.OverBudget, SpendSentences.Of(over.Verdict, note.Reason.Spend!), SpendSentences.NextStep);
            case SpendReceipt.Lost { Failure: var failure }:
                return new EgressFailure(EgressFailureKind.NotRecorded, failure.Message, failure.NextStep);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public void End(AttemptEndedParams outcome)
    {
        if (_open.TryRemove(outcome.CallId, out var begun))
        {
            var charge = begun.Spend is { } spend ? LedgerCharge.Of(AttemptCost.Of(outcome, spend)) : null;
            Follow(ledger.SettleAsync(begun.Sequence, Describe(outcome) with { Charge = charge }, CancellationToken.None));
        }
    }

    public void Refuse(AttemptRefusedParams refusal, CallNote note) =>
        Follow(ledger.RefuseAsync(Describe(refusal.Attempt, note), refusal.Code, CancellationToken.None));

    public async ValueTask DisposeAsync() => await Task.WhenAll(_writing.Keys);

    private async Task<SpendReceipt> RecordAsync(LedgerAttempt attempt, SpendRequest? spend, CancellationToken cancellationToken)
    {
        if (spend is not null)
        {
            return await ledger.ReserveAsync(attempt, spend, cancellationToken);
        }

        return await ledger.BeginAsync(attempt, cancellationToken) switch
        {
            LedgerReceipt.Kept kept => new SpendReceipt.Reserved(kept.Sequence),
            LedgerReceipt.Lost lost => new SpendReceipt.Lost(lost.Failure),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static LedgerAttempt Describe(AttemptParams attempt, CallNote note) => new(
        note.Reason.Actor,
        note.Repositories,
        note.Reason.Purpose,
        attempt.Origin,
        attempt.Bytes,
        attempt.Sha256,
        attempt.Rules,
        note.Reason.Spend?.Approval is { } approval ? approval.Approver : note.Reason.Approver);

    private static LedgerOutcome Describe(AttemptEndedParams outcome) => outcome.Failure switch
    {
        null => new LedgerOutcome(LedgerOutcomeKind.Answered, ""),
        { Kind: EgressFailureKind.LocalOnly or EgressFailureKind.Unavailable or EgressFailureKind.Interrupted } failure =>
            new LedgerOutcome(LedgerOutcomeKind.Cancelled, failure.Kind.ToString()),
        var failure => new LedgerOutcome(LedgerOutcomeKind.Failed, failure.Kind.ToString()),
    };

    // Nobody waits for the record of what is over. That it was begun is safe; whoever opens the ledger next sees what has no end.
    private void Follow(Task<LedgerReceipt> writing)
    {
        var followed = TellAsync(writing);
        _writing[followed] = true;
        _ = followed.ContinueWith(done => _writing.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task TellAsync(Task<LedgerReceipt> writing)
    {
        if (await writing is LedgerReceipt.Lost { Failure: var failure })
        {
            Log.Lost(logger, failure.Message, failure.NextStep);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The end of an attempt is not on record. {Problem} {NextStep}")]
        public static partial void Lost(ILogger logger, string problem, string nextStep);
    }
}
