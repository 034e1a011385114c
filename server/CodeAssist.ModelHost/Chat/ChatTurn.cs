namespace CodeAssist.ModelHost.Chat;

/// <param name="Before">What stands before a message.</param>
/// <param name="After">What stands behind it.</param>
internal sealed record ChatTurn(string Before, string After);
