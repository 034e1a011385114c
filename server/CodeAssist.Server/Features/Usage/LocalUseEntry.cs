using CodeAssist.Core.Spending;

namespace CodeAssist.Server.Features.Usage;

/// <summary>What a model on this machine answered within a minute; one line of its file. No code, no names.</summary>
/// <param name="Schema">Version of this form.</param>
/// <param name="Day">The day, on the user's calendar.</param>
/// <param name="Task">What for: <c>completion</c>, <c>explain</c>.</param>
/// <param name="Model">Its id: <c>local/…</c>.</param>
/// <param name="Calls">How many answers.</param>
/// <param name="Tokens">Of all of them together.</param>
internal sealed record LocalUseEntry(int Schema, DateOnly Day, string Task, string Model, int Calls, TokenCounts Tokens)
{
    public const int CurrentSchema = 1;
}
