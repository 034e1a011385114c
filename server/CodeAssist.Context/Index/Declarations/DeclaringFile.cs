namespace CodeAssist.Context.Index.Declarations;

/// <summary>A file that declares a type.</summary>
/// <param name="Path">Relative to the workspace folder, with forward slashes.</param>
/// <param name="Version">The same object for the same text.</param>
/// <param name="Read">Its text, white space aside.</param>
internal sealed record DeclaringFile(string Path, object Version, Func<string> Read);
