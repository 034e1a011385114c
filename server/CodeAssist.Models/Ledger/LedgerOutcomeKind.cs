namespace CodeAssist.Models.Ledger;

/// <summary>What became of an attempt. The names are stable: they stand in the file.</summary>
public enum LedgerOutcomeKind
{
    /// <summary>Nothing was sent: the gate or the policy refused it.</summary>
    Refused,

    /// <summary>The other side answered.</summary>
    Answered,

    /// <summary>It was sent, wholly or in part, and the other side did not answer as it should.</summary>
    Failed,

    /// <summary>It was sent, wholly or in part, and given up before the answer was complete.</summary>
    Cancelled,

    /// <summary>The process that sent it ended before it could say.</summary>
    Unknown,
}
