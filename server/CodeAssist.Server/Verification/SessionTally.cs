namespace CodeAssist.Server.Verification;

/// <summary>What a scripted session did, and what was seen of it.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="Requests">Completions asked for.</param>
/// <param name="Suggestions">Of them, answered with a suggestion.</param>
/// <param name="Commands">Editor commands and command-line verbs that ran.</param>
/// <param name="IsServerFiltered">Whether the kernel filters every thread of the language server.</param>
/// <param name="IsHostFiltered">The same of the model host.</param>
/// <param name="Packets">What tried to leave; empty where nothing did, null where nobody could look.</param>
/// <param name="Calls">Calls by which a program tried to reach another machine; empty where none did, null where nothing was traced.</param>
/// <param name="Problem">Why the session could not be played to its end, or null.</param>
internal sealed record SessionTally(
    double Seconds,
    int Requests,
    int Suggestions,
    int Commands,
    bool IsServerFiltered,
    bool IsHostFiltered,
    IReadOnlyList<string>? Packets,
    IReadOnlyList<string>? Calls,
    string? Problem)
{
    /// <summary>Whether it shows what it should. A session without a single suggestion would show nothing.</summary>
    public bool Holds => Problem is null && IsServerFiltered && IsHostFiltered && Suggestions > 0 && Packets is null or { Count: 0 } && Calls is null or { Count: 0 };
}
