namespace CodeAssist.Core.Text;

/// <summary>A proposal to put a text in place of a range.</summary>
public sealed record TextEdit(TextRange Range, string NewText);
