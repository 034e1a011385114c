using CodeAssist.Core.Routing;

namespace CodeAssist.Server.Features.Usage;

/// <summary>Whether an answer passed its checks; one line of its file. No code, no names.</summary>
/// <param name="Schema">Version of this form.</param>
/// <param name="Day">The day, on the user's calendar.</param>
/// <param name="Task">What for.</param>
/// <param name="Model">Its id: <c>local/…</c>.</param>
/// <param name="Held">Whether it did.</param>
internal sealed record CheckedAnswerEntry(int Schema, DateOnly Day, TaskKind Task, string Model, bool Held)
{
    public const int CurrentSchema = 1;
}
