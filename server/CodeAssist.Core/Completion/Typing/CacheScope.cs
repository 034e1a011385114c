namespace CodeAssist.Core.Completion.Typing;

/// <summary>Everything besides the text around the caret that makes one answer differ from another.</summary>
/// <param name="Folder">Absolute path of the workspace folder, or null outside of one.</param>
/// <param name="Path">The file's path below it.</param>
/// <param name="LanguageId">LSP language id.</param>
/// <param name="Model">The model's name and device; empty while none is ready.</param>
/// <param name="Template">How its prompt is laid out.</param>
/// <param name="Limits">What the settings come to.</param>
public sealed record CacheScope(
    string? Folder, string Path, string LanguageId, string Model, string Template, CompletionLimits Limits);
