using CodeAssist.Core.Assist;

namespace CodeAssist.Server.Assisting;

/// <summary>A task that is over.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What was asked.</param>
/// <param name="File">Name of the file that it was about.</param>
/// <param name="Trail">How it came about.</param>
/// <param name="Problem">Why nothing came of it; null where something did.</param>
internal sealed record RecentTask(DateTimeOffset At, AssistKind Kind, string File, AssistTrail Trail, string? Problem);
