namespace CodeAssist.Core.Routing;

/// <summary>How far the text of some files may go.</summary>
/// <param name="Pattern">As the user wrote it: <c>secret/**</c>.</param>
/// <param name="Escalation">What holds for them.</param>
/// <param name="Covers">Whether a path, relative to its repository and with <c>/</c>, is one of them.</param>
public sealed record PathRule(string Pattern, Escalation Escalation, Func<string, bool> Covers);
