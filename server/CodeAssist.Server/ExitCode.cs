namespace CodeAssist.Server;

/// <summary>What the process tells its caller. docs/command-line.md lists them for users.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The question was understood and there is nothing to suggest.</summary>
    public const int NoSuggestion = 1;

    /// <summary>The ledger is not as it was written.</summary>
    public const int LedgerChanged = 1;

    /// <summary>The command line, a position or a file cannot be used.</summary>
    public const int Usage = 2;

    /// <summary>The model, its libraries or its host cannot be used.</summary>
    public const int Unavailable = 3;

    /// <summary>What was promised is not so: something left the machine, or would have.</summary>
    public const int NotAsPromised = 4;

    /// <summary>What could be examined is as promised, but less than everything could be.</summary>
    public const int ReducedProof = 5;

    /// <summary>A mistake of ours; the log has the details.</summary>
    public const int Internal = 70;

    /// <summary>Interrupted by the user.</summary>
    public const int Cancelled = 130;
}
