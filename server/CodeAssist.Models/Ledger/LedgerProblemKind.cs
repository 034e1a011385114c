namespace CodeAssist.Models.Ledger;

public enum LedgerProblemKind
{
    /// <summary>The last record was not written to its end. The next writer cuts it off; nobody was promised that it is kept.</summary>
    TornTail,

    /// <summary>Bytes between records that are none, or a record that cannot be read.</summary>
    Damaged,

    /// <summary>A record does not follow from the one before it: it was changed, or another one was taken out or put in.</summary>
    BrokenChain,

    /// <summary>Written by a later version.</summary>
    UnknownSchema,
}
