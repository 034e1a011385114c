namespace CodeAssist.Models.Ledger;

/// <summary>Something that the owner should be able to read later and that sent nothing.</summary>
/// <param name="Code">A stable name, such as <c>torn-tail-cut</c>.</param>
/// <param name="Detail">One sentence for people, without content of any file.</param>
public sealed record LedgerNotice(string Code, string Detail)
{
    public const string TornTailCut = "torn-tail-cut";
    public const string Purged = "purged";

    /// <summary>An editor sent a setting that only the user's own file may hold: it may have come from a repository.</summary>
    public const string SettingRefused = "setting-refused";

    /// <summary>A model wanted in a task what no user can allow.</summary>
    public const string TaskRefused = "task-refused";

    /// <summary>A command of a task has the network, by the user's word. Nobody knows what it sends.</summary>
    public const string CommandWithNetwork = "command-with-network";
}
