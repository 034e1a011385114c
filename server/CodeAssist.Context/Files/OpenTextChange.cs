using CodeAssist.Core.Agent.Files;

namespace CodeAssist.Context.Files;

/// <summary>Another text for a file that is open.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">What the editor has now; with anything else nothing is changed.</param>
/// <param name="After">What it has afterwards, not saved.</param>
public sealed record OpenTextChange(TaskPath Path, OpenText Before, string After);
