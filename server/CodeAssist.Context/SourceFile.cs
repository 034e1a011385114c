namespace CodeAssist.Context;

/// <summary>A source file as text.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="LanguageId">LSP language id by the file's name; <c>plaintext</c> when the name says nothing.</param>
/// <param name="Text">The whole text without a byte order mark; line ends as they are.</param>
/// <param name="Encoding">How it was stored.</param>
public sealed record SourceFile(string Path, string LanguageId, string Text, SourceEncoding Encoding);
