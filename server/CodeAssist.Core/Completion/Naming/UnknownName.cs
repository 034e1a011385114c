namespace CodeAssist.Core.Completion.Naming;

/// <summary>A name that does not exist where a suggestion uses it.</summary>
/// <param name="Start">Offset in the suggestion, in UTF-16 units: of what is suggested of the name, where its beginning is typed already.</param>
/// <param name="Length">UTF-16 units of that.</param>
/// <param name="Legal">What exists there, each without what is typed already; the nearest first. Not all that exists: none may be known.</param>
public sealed record UnknownName(int Start, int Length, IReadOnlyList<string> Legal);
