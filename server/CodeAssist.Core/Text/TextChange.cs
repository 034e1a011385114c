namespace CodeAssist.Core.Text;

/// <summary>What an editor says has happened to a text.</summary>
/// <param name="Range">What was replaced, or null for everything.</param>
/// <param name="NewText">What stands there now.</param>
public sealed record TextChange(TextRange? Range, string NewText);
