namespace CodeAssist.ModelHost.Chat;

/// <summary>A piece of a rendered conversation.</summary>
/// <param name="Text">A marker, or ordinary text in which nothing is a marker, whatever it looks like.</param>
/// <param name="IsMarker">Which of the two.</param>
internal sealed record ChatPart(string Text, bool IsMarker);
